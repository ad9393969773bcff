package shootdown.hypervisor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.cpu.Vcpu;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;

/// One lock for all of a domain: a vCPU that waits for it waits inside the hypervisor, where no
/// interrupt is taken.
///
/// Not recursive as the original is: no operation here is made of others.
///
/// Stands for: `LOCK_BIGLOCK`, xen/include/xen/sched.h of 2007.
public final class Biglock implements Awaited {
  private static final VarHandle HOLDER;

  static {
    try {
      HOLDER = MethodHandles.lookup().findVarHandle(Biglock.class, "holder", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int FREE = 0;

  /// The holder's id plus one, or [#FREE].
  private int holder;

  Biglock() {}

  void lock(Vcpu v) {
    while (!HOLDER.compareAndSet(this, FREE, v.id() + 1)) {
      v.awaitInHypervisor(this, 0);
    }
  }

  void unlock() {
    HOLDER.setRelease(this, FREE); // pairs with the compareAndSet in lock
  }

  @Override
  public boolean isOver(long key) {
    return (int) HOLDER.getOpaque(this) == FREE;
  }

  @Override
  public long awaitedCpus(long key) {
    int h = (int) HOLDER.getOpaque(this);
    return h == FREE ? 0 : CpuMask.of(h - 1);
  }

  @Override
  public String describe(long key) {
    return "the domain's lock";
  }
}
