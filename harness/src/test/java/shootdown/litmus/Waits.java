package shootdown.litmus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Small programs that wait for each other, or keep each other busy.
public final class Waits {
  private Waits() {}

  /// Two flags.
  public abstract static class Flags {
    static final VarHandle FLAG = MethodHandles.arrayElementVarHandle(int[].class);

    final int[] flags = new int[4];

    final int load(int i) {
      return (int) FLAG.getAcquire(flags, i);
    }

    final void store(int i, int value) {
      FLAG.setRelease(flags, i, value);
    }

    final void await(int i, int value) {
      while (load(i) != value) {
        Thread.onSpinWait();
      }
    }

    final void lock(int i) {
      while (!FLAG.compareAndSet(flags, i, 0, 1)) {
        Thread.onSpinWait();
      }
    }
  }

  /// A baton goes there and back.
  public static final class Baton extends Flags {
    @Actor
    public void actor0(Registers r) {
      store(0, 1);
      await(1, 1);
      r.set(0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      await(0, 1);
      store(1, 1);
      r.set(1, 1);
    }
  }

  /// Waits for what it does itself, in a turn of the waiting loop, when it is told to: as a handler
  /// does that interrupts a wait.
  public static final class OwnDoing extends Flags {
    @Actor
    public void actor0(Registers r) {
      while (load(0) == 0) {
        if (load(1) == 1) {
          store(0, 1);
        }
        Thread.onSpinWait();
      }
      r.set(0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      store(1, 1);
      r.set(1, 1);
    }
  }

  /// Waits until another has changed what it has written itself.
  public static final class OwnWriteAwaited extends Flags {
    @Actor
    public void actor0(Registers r) {
      store(0, 1);
      await(0, 2);
      r.set(0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      while (!FLAG.compareAndSet(flags, 0, 1, 2)) {
        Thread.onSpinWait();
      }
      r.set(1, 1);
    }
  }

  /// Three locks in a ring, each actor takes two: all can be stuck, and whoever is not is followed
  /// by any of the others.
  public static final class RingOfLocks extends Flags {
    @Actor
    public void actor0(Registers r) {
      take(r, 0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      take(r, 1, 2);
    }

    @Actor
    public void actor2(Registers r) {
      take(r, 2, 0);
    }

    private void take(Registers r, int first, int second) {
      lock(first);
      lock(second);
      r.set(first, load(3));
      store(3, first);
      store(second, 0);
      store(first, 0);
    }
  }

  /// Two locks, taken in opposite orders.
  public static final class OppositeLocks extends Flags {
    @Actor
    public void actor0(Registers r) {
      lock(0);
      lock(1);
      store(1, 0);
      store(0, 0);
      r.set(0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      lock(1);
      lock(0);
      store(0, 0);
      store(1, 0);
      r.set(1, 1);
    }
  }

  /// Each undoes what the other waits for, and tries again.
  public static final class AfterYou extends Flags {
    @Actor
    public void actor0(Registers r) {
      courtesy(0, 1);
      r.set(0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      courtesy(1, 0);
      r.set(1, 1);
    }

    private void courtesy(int me, int other) {
      store(me, 1);
      while (load(other) != 0) {
        store(me, 0);
        Thread.onSpinWait();
        store(me, 1);
      }
      store(me, 0);
    }
  }

  /// Dekker's entry, without the fence that it needs.
  public static final class Dekker extends Flags {
    @Actor
    public void actor0(Registers r) {
      store(0, 1);
      r.set(0, load(1) == 0 ? 1 : 0);
    }

    @Actor
    public void actor1(Registers r) {
      store(1, 1);
      r.set(1, load(0) == 0 ? 1 : 0);
    }
  }

  /// Volatile fields.
  public static final class VolatileFields {
    private volatile int shared;
    private volatile int x;
    private volatile int y;

    @Actor
    public void actor0(Registers r) {
      x = 1;
      r.set(0, y);
      int seen = shared;
      shared = seen + 1;
    }

    @Actor
    public void actor1(Registers r) {
      y = 1;
      r.set(1, x);
      int seen = shared;
      shared = seen + 1;
    }

    @Arbiter
    public void sum(Registers r) {
      r.set(2, shared);
    }
  }

  /// Plain reads of what the vCPU itself has written, and the others have not seen yet.
  public static final class OwnPlainReads {
    private static final VarHandle X;
    private static final VarHandle Y;

    static {
      try {
        var lookup = MethodHandles.lookup();
        X = lookup.findVarHandle(OwnPlainReads.class, "x", int.class);
        Y = lookup.findVarHandle(OwnPlainReads.class, "y", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private int x;
    private int y;

    @Actor
    public void actor0(Registers r) {
      X.setOpaque(this, 1);
      int other = (int) Y.getOpaque(this);
      r.set(0, x * 10 + other);
    }

    @Actor
    public void actor1(Registers r) {
      Y.setOpaque(this, 1);
      int other = (int) X.getOpaque(this);
      r.set(1, y * 10 + other);
    }
  }

  /// A plain value handed over by a flag.
  public abstract static class Handover extends Flags {
    private int value;
    private final int[] values = new int[1];

    final void put() {
      value = 1;
      values[0] = 1;
    }

    final int take() {
      return value + values[0];
    }
  }

  /// By a flag that orders it.
  public static final class OrderedHandover extends Handover {
    @Actor
    public void actor0(Registers r) {
      put();
      store(0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      await(0, 1);
      r.set(0, take());
    }
  }

  /// By a flag and fences that order it.
  public static final class FencedHandover extends Handover {
    @Actor
    public void actor0(Registers r) {
      put();
      VarHandle.releaseFence();
      FLAG.setOpaque(flags, 0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      while ((int) FLAG.getOpaque(flags, 0) != 1) {
        Thread.onSpinWait();
      }
      VarHandle.acquireFence();
      r.set(0, take());
    }
  }

  /// By a flag that does not.
  public static final class RacyHandover extends Handover {
    @Actor
    public void actor0(Registers r) {
      put();
      FLAG.setOpaque(flags, 0, 1);
    }

    @Actor
    public void actor1(Registers r) {
      await(0, 1);
      r.set(0, take());
    }
  }
}
