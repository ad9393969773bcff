package shootdown.explore;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What instrumented code calls. Public for its sake only.
///
/// While no execution is under way, which is while a story is set up and judged, all of it passes
/// straight through.
public final class Points {
  /// Handed from coroutine to driver and back, in order: plain.
  private static @Nullable Execution current;

  private static @Nullable Births births;

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
  }

  // --- accesses ---

  /// An access through a handle is about to be made.
  ///
  /// @param holder null for a static field
  /// @param index 0 if it is no element of an array
  /// @param site the number of the place in the code
  public static void before(VarHandle handle, @Nullable Object holder, int index, int site) {
    Execution e = current;
    if (e != null) {
      e.before(Site.of(site), handle, holder, index);
    }
  }

  /// A volatile field is about to be read or written.
  public static void beforeField(@Nullable Object holder, int site) {
    Execution e = current;
    if (e != null) {
      e.before(Site.of(site), null, holder, 0);
    }
  }

  /// It has been made.
  public static void after(int site) {
    Execution e = current;
    if (e != null) {
      e.after(Site.of(site), true);
    }
  }

  /// It was a compare-and-set.
  public static boolean afterCas(boolean swapped, int site) {
    Execution e = current;
    if (e != null) {
      e.after(Site.of(site), swapped);
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

  /// The step that a fault of the museum overrides is taken.
  public static void wrongStep() {
    Execution e = current;
    if (e != null) {
      e.wrongStep();
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
