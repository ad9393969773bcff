package shootdown.explore;

import java.lang.invoke.VarHandle.AccessMode;
import java.util.Arrays;

/// One place in the code that touches something shared. Numbered in the order in which classes are
/// instrumented: the code knows the number.
final class Site {
  private static volatile Site[] all = new Site[0];

  private final int number;
  private final String mode;
  private final String where;
  private final String variable;
  private final boolean store;
  private final boolean load;
  private final boolean buffered;
  private final boolean acquires;
  private final boolean releases;

  private Site(int number, AccessMode mode, String where, String variable) {
    this.number = number;
    this.mode = mode.methodName();
    this.where = where;
    this.variable = variable;
    this.store =
        switch (mode) {
          case SET, SET_OPAQUE, SET_RELEASE, SET_VOLATILE -> true;
          default -> false;
        };
    this.load =
        switch (mode) {
          case GET, GET_OPAQUE, GET_ACQUIRE, GET_VOLATILE -> true;
          default -> false;
        };
    this.buffered = store && mode != AccessMode.SET_VOLATILE;
    this.acquires = acquires(mode);
    this.releases = releases(mode);
  }

  private static boolean acquires(AccessMode mode) {
    return switch (mode) {
      case GET, GET_OPAQUE, SET, SET_OPAQUE, SET_RELEASE, SET_VOLATILE -> false;
      default -> !mode.name().endsWith("_RELEASE") && !mode.name().endsWith("_PLAIN");
    };
  }

  private static boolean releases(AccessMode mode) {
    return switch (mode) {
      case GET, GET_OPAQUE, GET_ACQUIRE, GET_VOLATILE, SET, SET_OPAQUE -> false;
      default -> !mode.name().endsWith("_ACQUIRE") && !mode.name().endsWith("_PLAIN");
    };
  }

  /// A further one.
  ///
  /// @param mode the name of the access mode
  /// @param where `CpuMask.setVolatile:52`
  /// @param variable the volatile field, or empty where the handle tells
  /// @return its number
  static synchronized int add(String mode, String where, String variable) {
    Site[] more = Arrays.copyOf(all, all.length + 1);
    int number = all.length;
    more[number] = new Site(number, AccessMode.valueFromMethodName(mode), where, variable);
    all = more;
    return number;
  }

  static Site of(int number) {
    return all[number];
  }

  int number() {
    return number;
  }

  /// The volatile field, or empty where the handle tells.
  String variable() {
    return variable;
  }

  boolean reads() {
    return !store;
  }

  /// `set…`: writes and reads nothing.
  boolean isStore() {
    return store;
  }

  /// A store that x86 may keep back.
  boolean isBuffered() {
    return buffered;
  }

  boolean isLoad() {
    return load;
  }

  /// What it reads is ordered before what follows.
  boolean acquires() {
    return acquires;
  }

  /// What came before is ordered before what it writes.
  boolean releases() {
    return releases;
  }

  String mode() {
    return mode;
  }

  /// `CpuMask.setVolatile:52`.
  String where() {
    return where;
  }

  @Override
  public String toString() {
    return where + " " + mode();
  }
}
