package shootdown.litmus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The shapes, each a class of its own; what each may show is in the table of `LitmusTest`.
///
/// `X`, `Y` and `Z` are words that begin at 0; registers are numbered from 0 in the order in which
/// the outcome names them.
public final class Shapes {
  private Shapes() {}

  /// Three words.
  public abstract static class Words {
    static final VarHandle X = word("x");
    static final VarHandle Y = word("y");
    static final VarHandle Z = word("z");

    int x;
    int y;
    int z;

    private static VarHandle word(String name) {
      try {
        return MethodHandles.lookup().findVarHandle(Words.class, name, int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /// Store buffering.
  public static final class Sb extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      r.set(0, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Store buffering with opaque accesses: the same on x86.
  public static final class SbOpaque extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setOpaque(this, 1);
      r.set(0, (int) Y.getOpaque(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setOpaque(this, 1);
      r.set(1, (int) X.getOpaque(this));
    }
  }

  /// Store buffering, a full fence in each thread.
  public static final class SbFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      VarHandle.fullFence();
      r.set(0, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
      VarHandle.fullFence();
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Store buffering, a full fence in one thread only.
  public static final class SbHalfFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      VarHandle.fullFence();
      r.set(0, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Store buffering with volatile accesses.
  public static final class SbVolatile extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setVolatile(this, 1);
      r.set(0, (int) Y.getVolatile(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setVolatile(this, 1);
      r.set(1, (int) X.getVolatile(this));
    }
  }

  /// Store buffering with locked read-modify-writes for stores.
  public static final class SbLocked extends Words {
    @Actor
    public void actor0(Registers r) {
      int _ = (int) X.getAndAdd(this, 1);
      r.set(0, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      int _ = (int) Y.getAndAdd(this, 1);
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Store buffering, a locked operation on another word between: it drains too, even if it fails.
  public static final class SbLockedElsewhere extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      boolean _ = Z.compareAndSet(this, 7, 8);
      r.set(0, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
      boolean _ = Z.compareAndSet(this, 7, 8);
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Store buffering, with a locked operation after the load: too late to order anything.
  public static final class SbLockedLate extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      r.set(0, (int) Y.getAcquire(this));
      int _ = (int) Z.getAndAdd(this, 1); // nobody else touches it
    }

    @Actor
    public void actor1(Registers r) {
      Y.setVolatile(this, 1);
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// The same with a fence.
  public static final class SbFencedLate extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      r.set(0, (int) Y.getAcquire(this));
      VarHandle.fullFence();
    }

    @Actor
    public void actor1(Registers r) {
      Y.setVolatile(this, 1);
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Store buffering with acquire, release and load-load fences: they order nothing here.
  public static final class SbWeakFences extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      VarHandle.releaseFence();
      VarHandle.acquireFence();
      r.set(0, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
      VarHandle.storeStoreFence();
      VarHandle.loadLoadFence();
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Message passing.
  public static final class Mp extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) Y.getAcquire(this));
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Message passing, fenced.
  public static final class MpFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      VarHandle.fullFence();
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) Y.getAcquire(this));
      VarHandle.fullFence();
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Load buffering.
  public static final class Lb extends Words {
    @Actor
    public void actor0(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(1, (int) Y.getAcquire(this));
      X.setRelease(this, 1);
    }
  }

  /// Load buffering, fenced.
  public static final class LbFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      VarHandle.fullFence();
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(1, (int) Y.getAcquire(this));
      VarHandle.fullFence();
      X.setRelease(this, 1);
    }
  }

  /// S: the final value of x is asked for.
  public static final class S extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 2);
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) Y.getAcquire(this));
      X.setRelease(this, 1);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// S, fenced.
  public static final class SFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 2);
      VarHandle.fullFence();
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) Y.getAcquire(this));
      VarHandle.fullFence();
      X.setRelease(this, 1);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// R: the final value of y is asked for.
  public static final class R extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 2);
      r.set(0, (int) X.getAcquire(this));
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(1, (int) Y.getAcquire(this));
    }
  }

  /// R, fenced.
  public static final class RFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      VarHandle.fullFence();
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 2);
      VarHandle.fullFence();
      r.set(0, (int) X.getAcquire(this));
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(1, (int) Y.getAcquire(this));
    }
  }

  /// 2+2W: the final values of x and y are asked for.
  public static final class TwoPlusTwoW extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      Y.setRelease(this, 2);
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
      X.setRelease(this, 2);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      r.set(1, (int) Y.getAcquire(this));
    }
  }

  /// 2+2W, fenced.
  public static final class TwoPlusTwoWFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      VarHandle.fullFence();
      Y.setRelease(this, 2);
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
      VarHandle.fullFence();
      X.setRelease(this, 2);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      r.set(1, (int) Y.getAcquire(this));
    }
  }

  /// Write-to-read causality.
  public static final class Wrc extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor2(Registers r) {
      r.set(1, (int) Y.getAcquire(this));
      r.set(2, (int) X.getAcquire(this));
    }
  }

  /// Write-to-read causality, fenced.
  public static final class WrcFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      VarHandle.fullFence();
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor2(Registers r) {
      r.set(1, (int) Y.getAcquire(this));
      VarHandle.fullFence();
      r.set(2, (int) X.getAcquire(this));
    }
  }

  /// Independent reads of independent writes.
  public static final class Iriw extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor2(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      r.set(1, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor3(Registers r) {
      r.set(2, (int) Y.getAcquire(this));
      r.set(3, (int) X.getAcquire(this));
    }
  }

  /// Independent reads of independent writes, fenced.
  public static final class IriwFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
    }

    @Actor
    public void actor2(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      VarHandle.fullFence();
      r.set(1, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor3(Registers r) {
      r.set(2, (int) Y.getAcquire(this));
      VarHandle.fullFence();
      r.set(3, (int) X.getAcquire(this));
    }
  }

  /// Read-to-write causality.
  public static final class Rwc extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      r.set(1, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor2(Registers r) {
      Y.setRelease(this, 1);
      r.set(2, (int) X.getAcquire(this));
    }
  }

  /// Read-to-write causality, fenced.
  public static final class RwcFenced extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      VarHandle.fullFence();
      r.set(1, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor2(Registers r) {
      Y.setRelease(this, 1);
      VarHandle.fullFence();
      r.set(2, (int) X.getAcquire(this));
    }
  }

  /// Coherence of two reads.
  public static final class Corr extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Coherence of two writes of one thread.
  public static final class Coww extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      X.setRelease(this, 2);
    }

    @Actor
    public void actor1(Registers r) {
      r.set(0, (int) X.getAcquire(this));
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Coherence of a write and a read of one thread.
  public static final class Cowr extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      r.set(0, (int) X.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      X.setRelease(this, 2);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// Coherence of a read and a write of one thread.
  public static final class Corw extends Words {
    @Actor
    public void actor0(Registers r) {
      r.set(0, (int) X.getAcquire(this));
      X.setRelease(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      X.setRelease(this, 2);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(1, (int) X.getAcquire(this));
    }
  }

  /// A thread sees its own write before the others do (iwp2.4).
  public static final class Forwarding extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      r.set(0, (int) X.getAcquire(this));
      r.set(1, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 1);
      r.set(2, (int) Y.getAcquire(this));
      r.set(3, (int) X.getAcquire(this));
    }
  }

  /// n6 of the x86-TSO paper: the final value of x is asked for.
  public static final class N6 extends Words {
    @Actor
    public void actor0(Registers r) {
      X.setRelease(this, 1);
      r.set(0, (int) X.getAcquire(this));
      r.set(1, (int) Y.getAcquire(this));
    }

    @Actor
    public void actor1(Registers r) {
      Y.setRelease(this, 2);
      X.setRelease(this, 2);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(2, (int) X.getAcquire(this));
    }
  }

  /// An increment that is no read-modify-write is lost.
  public static final class Lost extends Words {
    @Actor
    public void actor0(Registers r) {
      int a = (int) X.getAcquire(this);
      X.setRelease(this, a + 1);
    }

    @Actor
    public void actor1(Registers r) {
      int a = (int) X.getAcquire(this);
      X.setRelease(this, a + 1);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(0, (int) X.getAcquire(this));
    }
  }

  /// One that is, is not.
  public static final class Counted extends Words {
    @Actor
    public void actor0(Registers r) {
      int _ = (int) X.getAndAdd(this, 1);
    }

    @Actor
    public void actor1(Registers r) {
      int _ = (int) X.getAndAdd(this, 1);
    }

    @Arbiter
    public void finalValues(Registers r) {
      r.set(0, (int) X.getAcquire(this));
    }
  }
}
