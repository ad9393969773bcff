package survey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Which mutant is on, and which ones a story or a test comes by.
///
/// The mutated classes ask at every place that has a mutant.
public final class Switch {
  /// No mutant is on; each that would have changed something is counted.
  static final int COUNTING = -1;

  /// Whoever asks is thrown out: a mutant that loops for ever.
  static final int OVER = -2;

  private static final VarHandle ACTIVE;

  static {
    try {
      ACTIVE = MethodHandles.lookup().findStaticVarHandle(Switch.class, "active", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static int active = COUNTING;

  private static int[] met = new int[0];

  private Switch() {}

  /// Thrown at a mutant whose time is over.
  static final class TimeIsOver extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// Turns one mutant on, by its number, or counts.
  static void turn(int mutant) {
    ACTIVE.setOpaque(mutant);
  }

  static boolean isOver() {
    return (int) ACTIVE.getOpaque() == OVER;
  }

  /// Begins to count anew.
  static int[] count(int mutants) {
    met = new int[mutants];
    turn(COUNTING);
    return met;
  }

  /// Asked by mutated code: whether to do it the wrong way.
  public static boolean on(int mutant) {
    int a = (int) ACTIVE.getOpaque();
    return a == mutant || (a < 0 && met(a, mutant));
  }

  /// Asked by mutated code: what was said, or the contrary.
  public static boolean denied(boolean said, int mutant) {
    return on(mutant) != said;
  }

  private static boolean met(int a, int mutant) {
    if (a == OVER) {
      throw new TimeIsOver();
    }
    if (mutant < met.length) {
      met[mutant]++;
    }
    return false;
  }
}
