package shootdown.stress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What a story costs at the least: a state of as many objects and bytes, as many atomic
/// read-modify-writes to set it up and to play it, and as many interrupts that are waited for, and
/// nothing else. A story should reach half its samples a second.
///
/// No kernel, no rule, no judge: words that are counted up, and a flag that one sets and the other
/// answers.
public abstract class Control {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle PENDING;
  private static final VarHandle ANSWERED;
  private static final VarHandle PHASE = MethodHandles.arrayElementVarHandle(byte[].class);

  static {
    try {
      var lookup = MethodHandles.lookup();
      PENDING = lookup.findVarHandle(Control.class, "pending", int.class);
      ANSWERED = lookup.findVarHandle(Control.class, "answered", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// What every control observes: that both came to the end.
  protected static final String THROUGH = "through";

  private static final int SPINS = 10;

  /// What a machine of two vCPUs is made of: 90 objects, 3.6 KiB.
  private static final int OBJECTS = 90;

  /// Those that are counted up, one cache line each of eight.
  private static final int WORDS = 64;

  private final long[] words = new long[WORDS];
  private final long[][] others = new long[OBJECTS - 4][];
  private final byte[] through = new byte[2];
  private final int atomics0;
  private final int atomics1;
  private final int interrupts;
  private int pending;
  private int answered;

  /// @param setUp read-modify-writes while it is made, which nobody contends
  /// @param atomics0 read-modify-writes of the first actor, the interrupts' own not counted
  /// @param interrupts sent by the first actor and waited for, five read-modify-writes each
  protected Control(int setUp, int atomics0, int atomics1, int interrupts) {
    for (int i = 0; i < others.length; i++) {
      others[i] = new long[2];
    }
    this.atomics0 = atomics0;
    this.atomics1 = atomics1;
    this.interrupts = interrupts;
    for (int i = 0; i < setUp; i++) {
      long _ = (long) WORD.getAndAdd(words, i & (WORDS - 1), 1L);
    }
  }

  protected final void play0() {
    int perInterrupt = atomics0 / (interrupts + 1);
    for (int sent = 1; sent <= interrupts; sent++) {
      count(perInterrupt);
      int _ = (int) PENDING.getAndAdd(this, 1);
      await(sent);
    }
    count(perInterrupt);
    PHASE.setVolatile(through, 0, (byte) 1);
    await(interrupts);
  }

  protected final void play1() {
    count(atomics1);
    PHASE.setVolatile(through, 1, (byte) 1);
    for (int turn = 0; (byte) PHASE.getAcquire(through, 0) == 0; turn++) {
      answer();
      pause(turn);
    }
  }

  private void count(int times) {
    for (int i = 0; i < times; i++) {
      int index = (i * 7) & (WORDS - 1);
      long seen = (long) WORD.getVolatile(words, index);
      boolean _ = WORD.compareAndSet(words, index, seen, seen + 1);
      answer();
    }
  }

  private void answer() {
    int sent = (int) PENDING.getOpaque(this);
    if (sent != (int) ANSWERED.getOpaque(this)) {
      for (int i = 0; i < 3; i++) {
        long _ = (long) WORD.getAndAdd(words, i, 1L);
      }
      int _ = (int) ANSWERED.getAndAdd(this, 1);
    }
  }

  private void await(int sent) {
    for (int turn = 0; (int) ANSWERED.getAcquire(this) < sent; turn++) {
      pause(turn);
    }
  }

  @SuppressWarnings(
      "ThreadPriorityCheck") // as the stories do: there may be fewer cores than actors
  private static void pause(int turn) {
    if (turn < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
