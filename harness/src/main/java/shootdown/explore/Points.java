package shootdown.explore;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import org.jspecify.annotations.Nullable;

/// What instrumented code calls. Public for its sake only.
///
/// While no execution is under way, which is while a story is set up and judged, all of it passes
/// straight through.
public final class Points {
  private static final MethodHandle BEFORE;
  private static final MethodHandle AFTER;
  private static final MethodHandle AFTER_CAS;
  private static final Fields FIELDS = new Fields();

  static {
    try {
      var lookup = MethodHandles.lookup();
      BEFORE =
          lookup.findStatic(
              Points.class,
              "before",
              MethodType.methodType(
                  void.class, Site.class, VarHandle.class, Object.class, int.class));
      AFTER =
          lookup.findStatic(Points.class, "after", MethodType.methodType(void.class, Site.class));
      AFTER_CAS =
          lookup.findStatic(
              Points.class,
              "afterCas",
              MethodType.methodType(boolean.class, Site.class, boolean.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Handed from coroutine to driver and back, in order: plain.
  private static @Nullable Execution current;

  private static @Nullable Births births;

  /// The field of the access under way: accesses do not nest.
  private static @Nullable Field field;

  private Points() {}

  static void enter(Execution execution) {
    current = execution;
  }

  static void leave() {
    current = null;
  }

  /// Objects that are made from now on are numbered by these.
  static void number(Births fresh) {
    births = fresh;
    fresh.clear();
  }

  // --- accesses ---

  /// Binds an access to the engine.
  ///
  /// @param mode the name of the access mode, as the code called it
  /// @param type the VarHandle first, then what the code passed
  /// @param where the place in the code
  public static CallSite access(Lookup lookup, String mode, MethodType type, String where) {
    return bind(AccessMode.valueFromMethodName(mode), type, where, null);
  }

  /// Binds a read or write of a volatile field.
  ///
  /// @param mode `getVolatile` or `setVolatile`
  /// @param type as of the field instruction
  /// @throws ReflectiveOperationException if there is no such field
  public static CallSite volatileField(
      Lookup lookup, String mode, MethodType type, String where, Class<?> owner, String name)
      throws ReflectiveOperationException {
    boolean isGet = mode.equals("getVolatile");
    Class<?> value = isGet ? type.returnType() : type.lastParameterType();
    boolean isStatic = type.parameterCount() == (isGet ? 0 : 1);
    VarHandle handle =
        isStatic
            ? lookup.findStaticVarHandle(owner, name, value)
            : lookup.findVarHandle(owner, name, value);
    MethodType full = type.insertParameterTypes(0, VarHandle.class);
    return bind(AccessMode.valueFromMethodName(mode), full, where, handle);
  }

  private static CallSite bind(
      AccessMode mode, MethodType type, String where, @Nullable VarHandle handle) {
    var site = new Site(mode, where, FIELDS);
    MethodHandle access = MethodHandles.varHandleInvoker(mode, type.dropParameterTypes(0, 1));
    MethodHandle before = adapt(BEFORE.bindTo(site), type, coordinates(mode, type));
    MethodHandle whole = MethodHandles.foldArguments(after(access, site), before);
    return new ConstantCallSite(handle == null ? whole : whole.bindTo(handle));
  }

  private static int coordinates(AccessMode mode, MethodType type) {
    String name = mode.methodName();
    int values =
        name.startsWith("compare") || name.startsWith("weakCompare")
            ? 2
            : name.startsWith("set") || name.startsWith("getAnd") ? 1 : 0;
    return type.parameterCount() - 1 - values;
  }

  /// From (handle, holder, index) to the leading parameters of the access.
  private static MethodHandle adapt(MethodHandle before, MethodType type, int coordinates) {
    MethodHandle fitting =
        switch (coordinates) {
          case 0 -> MethodHandles.insertArguments(before, 1, null, 0);
          case 1 -> MethodHandles.insertArguments(before, 2, 0);
          default -> before;
        };
    MethodType leading = type.dropParameterTypes(coordinates + 1, type.parameterCount());
    return fitting.asType(leading.changeReturnType(void.class));
  }

  private static MethodHandle after(MethodHandle access, Site site) {
    Class<?> result = access.type().returnType();
    if (site.mode().contains("CompareAndSet") || site.mode().startsWith("compareAndSet")) {
      return MethodHandles.filterReturnValue(access, AFTER_CAS.bindTo(site));
    }
    MethodHandle after = AFTER.bindTo(site);
    return MethodHandles.filterReturnValue(
        access,
        result == void.class
            ? after
            : MethodHandles.foldArguments(MethodHandles.identity(result), after));
  }

  @SuppressWarnings("unused") // by method handle
  private static void before(Site site, VarHandle handle, @Nullable Object holder, int index) {
    Execution e = current;
    if (e != null) {
      Field f = site.field(handle);
      e.before(site, f, holder, index);
      field = f;
    }
  }

  @SuppressWarnings("unused") // by method handle
  private static void after(Site site) {
    Execution e = current;
    Field f = field;
    if (e != null && f != null) {
      e.after(site, f, true);
    }
  }

  @SuppressWarnings("unused") // by method handle
  private static boolean afterCas(Site site, boolean swapped) {
    Execution e = current;
    Field f = field;
    if (e != null && f != null) {
      e.after(site, f, swapped);
    }
    return swapped;
  }

  // --- fences and pauses ---

  /// For `VarHandle.fullFence`.
  public static void fullFence() {
    Execution e = current;
    if (e != null) {
      e.fullFence();
    }
  }

  /// For `VarHandle.acquireFence` and `loadLoadFence`: neither model reorders what they order.
  public static void acquireFence() {
    Execution e = current;
    if (e != null) {
      e.weakFence(true, false);
    }
  }

  /// For `VarHandle.releaseFence` and `storeStoreFence`, likewise.
  public static void releaseFence() {
    Execution e = current;
    if (e != null) {
      e.weakFence(false, true);
    }
  }

  // --- plain accesses, where races are looked for ---

  /// A plain read or write of a field.
  public static void plain(Object holder, String field, boolean writes, String where) {
    Execution e = current;
    if (e != null) {
      e.plain(holder, field, writes, where);
    }
  }

  /// A plain read or write of an array's element.
  public static void element(Object array, int index, boolean writes, String where) {
    Execution e = current;
    if (e != null) {
      e.plain(array, "[" + index + "]", writes, where);
    }
  }

  /// For `Thread.onSpinWait`, `Thread.yield` and parking: a turn of a waiting loop is over.
  public static void spin() {
    Execution e = current;
    if (e != null) {
      e.spin();
    }
  }

  /// For `LockSupport.parkNanos`.
  public static void parkNanos(long nanos) {
    spin();
  }

  /// For `LockSupport.unpark`: whoever is parked looks by himself.
  public static void unpark(Thread thread) {}

  /// For `System.nanoTime`: time stands still, so that no watchdog bites.
  public static long nanoTime() {
    return current == null ? System.nanoTime() : 1;
  }

  /// Whether an interrupt that is pending arrives at this interrupt point.
  public static boolean arrives() {
    Execution e = current;
    return e == null || e.arrives();
  }

  /// An interrupt is taken, there or where interrupts are turned on again.
  public static void taken() {
    Execution e = current;
    if (e != null) {
      e.taken();
    }
  }

  /// An event has been written down.
  public static void traced() {
    Execution e = current;
    if (e != null) {
      e.traced();
    }
  }

  // --- births ---

  /// The number of an object that is being made.
  public static int birth() {
    Execution e = current;
    if (e != null) {
      return e.birth();
    }
    Births b = births;
    return b == null ? 0 : b.next();
  }

  /// An array has been made.
  public static void array(Object array) {
    Births b = births;
    if (b != null) {
      b.array(array, birth());
    }
  }
}
