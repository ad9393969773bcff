package shootdown.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.kernel.Kernel;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;

/// One vCPU has all others stand still where they could be preempted, does what must not be seen
/// half done, and lets them go on.
///
/// The others answer interrupts while they stand: pinning may flush kmaps, which calls them. A real
/// kernel freezes its tasks first and then turns interrupts off everywhere; the tables that are
/// left unpinned then are never in highmem.
///
/// As an [Awaited]: under [#THAWED] that the frozen may go on, else that all but the one named by
/// the key stand still, or are down. Not only those who are online: who goes down has left the map
/// when it gives back the mm that it borrowed, and frees it if it is the last. A real kernel has
/// `cpu_hotplug.lock` between a suspend and a vCPU on its way.
///
/// Stands for: `freeze_processes`, kernel/power/process.c; `stop_machine`, kernel/stop_machine.c;
/// `do_suspend`, drivers/xen/manage.c.
final class Freezer implements Awaited {
  private static final VarHandle LEADER;
  private static final int NOBODY = -1;
  private static final int THAWING = -2;
  private static final long THAWED = -1;

  static {
    try {
      LEADER = MethodHandles.lookup().findVarHandle(Freezer.class, "leader", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Guest guest;
  private final CpuMask frozen = new CpuMask();
  private int leader = NOBODY;

  Freezer(Guest guest) {
    this.guest = guest;
  }

  /// Whether the vCPUs are asked to stand still.
  boolean asksAcquire() {
    return (int) LEADER.getAcquire(this) >= 0;
  }

  /// Suspends and resumes the machine.
  ///
  /// @return whether it did; not if another vCPU is at it
  boolean suspend(Kernel kernel, Cpu cpu) {
    if (!LEADER.compareAndSet(this, NOBODY, cpu.id())) {
      return false;
    }
    cpu.preemptDisable();
    wakeOthers(kernel, cpu);
    cpu.await(this, cpu.id());
    kernel.mmPinAll(cpu);
    kernel.mmUnpinAll(cpu);
    LEADER.setVolatile(this, THAWING); // the next leader must not find anybody frozen still
    cpu.await(frozen, -1L);
    LEADER.setVolatile(this, NOBODY);
    cpu.preemptEnable();
    return true;
  }

  private void wakeOthers(Kernel kernel, Cpu cpu) {
    long others = guest.online().snapshotOpaque() & ~CpuMask.of(cpu.id());
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (CpuMask.contains(others, i)) {
        kernel.sendReschedule(cpu, i);
      }
    }
  }

  /// Stands still if asked to: between two operations, and where a task is preempted.
  void standStill(Cpu cpu) {
    if (asksAcquire()) {
      cpu.preemptDisable();
      frozen.setVolatile(cpu.id());
      cpu.await(this, THAWED);
      frozen.clearVolatile(cpu.id());
      cpu.preemptEnable();
    }
  }

  @Override
  public boolean isOver(long key) {
    return key == THAWED ? !asksAcquire() : missing(key) == 0;
  }

  private long missing(long key) {
    long still = frozen.snapshotOpaque();
    VarHandle.acquireFence(); // who brings another up and then stands still is seen to have done so
    return guest.notDownAcquire() & ~still & ~CpuMask.of((int) key);
  }

  @Override
  public long awaitedCpus(long key) {
    int by = (int) LEADER.getAcquire(this);
    return key != THAWED ? missing(key) : by < 0 ? 0 : CpuMask.of(by);
  }

  @Override
  public String describe(long key) {
    return key == THAWED ? "the resume" : "all others to stand still";
  }
}
