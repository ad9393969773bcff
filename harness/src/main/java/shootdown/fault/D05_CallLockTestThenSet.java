package shootdown.fault;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.sync.SpinLock;
import shootdown.trace.TraceKind;

/// The lock of the call is tested, and then set. Two callers see it free, both take it, and there
/// is one published block for the two of them. Linux did so with the lock bit of its call blocks in
/// debug mode.
@Fault(
    id = "D05",
    year = 2026,
    source = "Linux, smp: Make CSD lock acquisition atomic for debug mode, fixes b0473dcd4b1d",
    title = "two callers both find the lock of the call free",
    missing = "the test and the set in one atomic operation",
    interleaving = {
      "cpu0 sees call_lock free",
      "cpu1 sees call_lock free",
      "cpu0 takes it, publishes its block and sends to cpu1",
      "cpu1 takes it too and publishes its own block in place of that of cpu0",
      "cpu1 answers cpu0 and finds its own block published"
    },
    breaks = {"S15", "S14", "L1", "L3"},
    form = Form.SC,
    killedBy = {"Cpu_01_UpBesideCall", "Ipi_01_TwoInitiators"},
    scenario = "mixed")
public final class D05_CallLockTestThenSet extends FixedKernel {
  private static final VarHandle HOLDER;

  static {
    try {
      HOLDER =
          MethodHandles.privateLookupIn(SpinLock.class, MethodHandles.lookup())
              .findVarHandle(SpinLock.class, "holder", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public String name() {
    return "D05";
  }

  @Override
  public void lockCalls(Cpu cpu) {
    SpinLock lock = cpu.guest().callLock();
    cpu.preemptDisable();
    while (lock.holdersOpaque() != 0) {
      cpu.await(lock, 0);
    }
    HOLDER.setOpaque(lock, cpu.id() + 1);
    cpu.trace(TraceKind.LOCK, lock.kind().ordinal(), lock.owner());
  }
}
