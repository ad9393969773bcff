package shootdown.smp;

import shootdown.cpu.TlbState;
import shootdown.event.IpiVector;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.guest.Guest;
import shootdown.guest.Task;
import shootdown.hypervisor.Hypervisor;
import shootdown.mm.Mm;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// vCPUs coming and going.
///
/// Where this departs from the sources: a vCPU leaves the online map last, under `call_lock`, with
/// swapper loaded and no call pending. Linux leaves the map first and is safe only inside
/// `stop_machine`.
///
/// Stands for: `xen_smp_prepare_boot_cpu`, `xen_cpu_up`, `stop_self`, `xen_smp_send_stop`,
/// arch/i386/xen/smp.c; `xen_cpu_disable` and `xen_cpu_die` of later kernels.
public interface CpuLife extends SmpCallFunction, MmOps {

  /// [#stopSelf] as a function to call.
  CallFunction stopSelfFunction();

  /// `xen_smp_prepare_boot_cpu` and `xen_smp_prepare_cpus`: the first vCPU is online, the others
  /// are down with swapper loaded.
  default void prepareCpus(Cpu boot) {
    Guest guest = boot.guest();
    bindIpis(boot, boot);
    guest.online().setVolatile(boot.id());
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (i != boot.id()) {
        guest.cpu(i).setDownVolatile(true);
      }
    }
  }

  /// `xen_smp_intr_init`: a port for each vector, before anybody can see the vCPU.
  default void bindIpis(Cpu cpu, Cpu target) {
    var channels = cpu.guest().domain().channels();
    for (int v = 0; v < IpiVector.COUNT; v++) {
      int port = cpu.guest().hypervisor().bindIpi(channels, target, IpiVector.of(v));
      cpu.trace(TraceKind.BIND_PORT, port);
    }
  }

  /// `xen_cpu_up`, on the booting vCPU. The target begins with interrupts off; whoever calls it
  /// meanwhile waits until [#cpuBringup] turns them on.
  default void cpuUp(Cpu cpu, Cpu target) {
    Guest guest = cpu.guest();
    resetPerCpu(target);
    bindIpis(cpu, target);
    setOnline(cpu, target);
    guest.hypervisor().up(target);
  }

  /// The per-cpu area as `cpu_up` leaves it. The target is down, so nobody else looks.
  default void resetPerCpu(Cpu target) {
    Mm initMm = target.guest().initMm();
    target.cr3().ask(initMm.pgd());
    target.cr3().issuedRelease(initMm.pgd());
    target.setTlbState(TlbState.LAZY);
    target.setTlbActiveMm(initMm);
    target.irqDisable();
  }

  /// `wmb(); cpu_set(cpu, cpu_online_map)`; the locked operation is the barrier.
  default void setOnline(Cpu cpu, Cpu target) {
    cpu.trace(TraceKind.CPU_ONLINE, target.id());
    cpu.guest().online().setVolatile(target.id());
  }

  /// `cpu_bringup`: the new vCPU's first steps, on its own thread.
  default void cpuBringup(Cpu self) {
    judgePorts(self);
    self.irqEnable();
  }

  /// Who is sent to before is told by the sender's BUG_ON.
  private static void judgePorts(Cpu self) {
    for (int v = 0; v < IpiVector.COUNT; v++) {
      if (self.guest().domain().channels().ipiPortOpaque(self.id(), IpiVector.of(v)) < 0) {
        self.breach(Breach.ONLINE_WITHOUT_PORT, v, 0);
      }
    }
  }

  /// `smp_cpus_done`: nothing to do.
  default void cpusDone(Cpu boot) {}

  /// Takes the calling vCPU down; its current task has no mm. Does not return.
  ///
  /// @throws CpuDown always
  default void cpuDown(Cpu self) {
    Guest guest = self.guest();
    self.preemptDisable();
    cpuDisable(self);
    dropBorrowedMm(self);
    self.irqDisable();
    self.preemptEnable(); // who comes back starts afresh; interrupts are off, nobody takes over
    guest.hypervisor().down(self, guest.swapper());
    throw new CpuDown();
  }

  /// `xen_cpu_disable`: off the last mm, then out of the online map. `call_lock` keeps callers out
  /// while it happens: who waits for the lock takes his snapshot of the online map afterwards.
  /// Serving the mailbox while taking it answers the call under way.
  default void cpuDisable(Cpu self) {
    Guest guest = self.guest();
    lockCalls(self);
    leaveLastMm(self);
    judgeNoCallPending(self);
    setOffline(self);
    guest.callLock().unlock(self);
  }

  /// Loads swapper, and only then clears the mask bit.
  default void leaveLastMm(Cpu self) {
    loadSwapper(self);
    self.tlbActiveMm().cpuVmMask().clearVolatile(self.id());
  }

  /// Gives back the mm that the idle task borrowed. After the unlock: the last reference frees the
  /// page directory under `pgd_lock`, which comes before `call_lock`.
  private void dropBorrowedMm(Cpu self) {
    Task task = self.current();
    Mm borrowed = task.activeMm();
    Mm initMm = self.guest().initMm();
    self.setTlbActiveMm(initMm);
    if (borrowed != null && borrowed != initMm) {
      int _ = initMm.grabVolatile();
      task.setActiveMm(initMm);
      mmDrop(self, borrowed);
    }
  }

  /// Under `call_lock` nobody can have sent a call that is not answered yet.
  private static void judgeNoCallPending(Cpu self) {
    var channels = self.guest().domain().channels();
    int port = channels.ipiPortOpaque(self.id(), IpiVector.CALL_FUNCTION);
    if (channels.isPendingAcquire(port)) {
      self.breach(Breach.EVENT_NOT_HANDLED, port, 0);
    }
  }

  default void setOffline(Cpu self) {
    self.trace(TraceKind.CPU_OFFLINE, self.id());
    self.guest().online().clearVolatile(self.id());
  }

  /// `xen_smp_send_stop`: everybody else stops. Returns when they have left the online map, for
  /// until then a later call would await them.
  default void sendStop(Cpu cpu) {
    Guest guest = cpu.guest();
    cpu.trace(TraceKind.SEND_STOP, 0);
    lockCalls(cpu);
    long targets = callTargets(cpu, guest.online().snapshotOpaque());
    if (targets != 0) {
      call(cpu, targets, Long.bitCount(targets), stopSelfFunction(), null, false);
      cpu.await(guest.online(), targets);
    }
    guest.callLock().unlock(cpu);
  }

  /// `stop_self`, in the interrupt: swapper, mask bit, online bit, down. Does not return.
  ///
  /// @throws CpuDown always
  default void stopSelf(Cpu self) {
    Hypervisor hypervisor = self.guest().hypervisor();
    loadSwapper(self);
    self.tlbActiveMm().cpuVmMask().clearVolatile(self.id());
    setOffline(self);
    hypervisor.down(self, self.guest().swapper());
    throw new CpuDown();
  }
}
