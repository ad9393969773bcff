package shootdown.explore;

import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import org.jspecify.annotations.Nullable;

/// One place in the code that touches something shared.
final class Site {
  private final AccessMode mode;
  private final String where;
  private final Fields fields;

  /// The handle met last, and what it stands for: it is nearly always the same.
  private @Nullable VarHandle handle;

  private @Nullable Field field;

  Site(AccessMode mode, String where, Fields fields) {
    this.mode = mode;
    this.where = where;
    this.fields = fields;
  }

  Field field(VarHandle vh) {
    Field f = field;
    if (f == null || handle != vh) {
      f = fields.of(vh);
      field = f;
      handle = vh;
    }
    return f;
  }

  boolean reads() {
    return !isStore();
  }

  /// `set…`: writes and reads nothing.
  boolean isStore() {
    return switch (mode) {
      case SET, SET_OPAQUE, SET_RELEASE, SET_VOLATILE -> true;
      default -> false;
    };
  }

  /// A store that x86 may keep back.
  boolean isBuffered() {
    return isStore() && mode != AccessMode.SET_VOLATILE;
  }

  boolean isLoad() {
    return switch (mode) {
      case GET, GET_OPAQUE, GET_ACQUIRE, GET_VOLATILE -> true;
      default -> false;
    };
  }

  /// What it reads is ordered before what follows.
  boolean acquires() {
    return switch (mode) {
      case GET, GET_OPAQUE, SET, SET_OPAQUE, SET_RELEASE, SET_VOLATILE -> false;
      default -> !mode.name().endsWith("_RELEASE") && !mode.name().endsWith("_PLAIN");
    };
  }

  /// What came before is ordered before what it writes.
  boolean releases() {
    return switch (mode) {
      case GET, GET_OPAQUE, GET_ACQUIRE, GET_VOLATILE, SET, SET_OPAQUE -> false;
      default -> !mode.name().endsWith("_ACQUIRE") && !mode.name().endsWith("_PLAIN");
    };
  }

  String mode() {
    return mode.methodName();
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
