package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.TraceKind;

/// How tasks get address spaces and give them up: fork, exec, exit, and kernel threads that adopt
/// one for a while.
///
/// Wherever `mm`, `active_mm` and what is loaded change, they change together, with preemption off:
/// a context switch in the middle would count references on one mm while the vCPU is on another
/// (museum A09). Interrupts stay on; the handlers are written for that.
///
/// Stands for: `dup_mmap`, `exec_mmap`, `exit_mm`, `use_mm`, `unuse_mm`; `xen_dup_mmap`,
/// `xen_activate_mm`, arch/i386/xen/mmu.c.
public interface TaskMm extends SwitchMm, Mappings {

  /// `dup_mmap`: a child with copies of all user pages; pinned at the end, when it is complete.
  default Mm dupMmap(Task current, Mm parent) {
    Cpu cpu = current.getCpu();
    Mm child = copyPages(cpu, parent);
    archDupMmap(cpu, child);
    current.putCpu();
    return child;
  }

  /// The loop of `dup_mmap`: a child with copies of all user pages, not pinned yet; preemption is
  /// off.
  default Mm copyPages(Cpu cpu, Mm parent) {
    Mm child = mmAlloc(cpu);
    lockPageTable(cpu, parent);
    for (int vpn = 0; vpn < cpu.guest().geometry().taskSize(); vpn++) {
      copyPage(cpu, parent, child, vpn);
    }
    unlockPageTable(cpu, parent);
    return child;
  }

  private void copyPage(Cpu cpu, Mm parent, Mm child, int vpn) {
    int from = findTable(cpu, parent, vpn);
    int index = cpu.guest().geometry().index(vpn, 1);
    if (from >= 0 && Pte.present(loadEntry(cpu, from, index))) {
      int to = tableFor(cpu, child, vpn);
      storeEntry(cpu, to, index, Pte.of(cpu.guest().allocator().alloc(), true));
    }
  }

  /// `xen_dup_mmap`.
  default void archDupMmap(Cpu cpu, Mm child) {
    pinUnderLock(cpu, child);
  }

  private void pinUnderLock(Cpu cpu, Mm mm) {
    lockPageTable(cpu, mm);
    pgdPin(cpu, mm);
    unlockPageTable(cpu, mm);
  }

  /// `activate_mm`: pin, then switch.
  default void activateMm(Cpu cpu, Mm prev, Mm next) {
    cpu.trace(TraceKind.ACTIVATE_MM, next.id());
    pinUnderLock(cpu, next);
    cpu.interruptPoint();
    switchMm(cpu, prev, next);
  }

  /// `exec_mmap`: the task goes on in `next`, which was never pinned.
  default void exec(Task current, Mm next) {
    Cpu cpu = current.getCpu();
    @Nullable Mm old = current.mm();
    Mm active = activeMmOf(current);
    cpu.beginSwitch();
    current.setMm(next);
    current.setActiveMm(next);
    activateMm(cpu, active, next);
    cpu.endSwitch();
    current.putCpu();
    if (old != null) {
      mmPut(current, old);
    } else {
      mmDrop(current.cpu(), active);
    }
  }

  /// `exit_mm`: the task becomes a lazy borrower of the mm it had; the last user takes it down.
  default void exitMm(Task current) {
    Mm mm = current.mm();
    if (mm == null) {
      return;
    }
    Cpu cpu = current.getCpu();
    mmGrab(cpu, mm);
    cpu.beginSwitch();
    current.setMm(null);
    cpu.interruptPoint();
    enterLazyTlb(cpu, mm);
    cpu.endSwitch();
    current.putCpu();
    mmPut(current, mm);
  }

  /// `use_mm`: a kernel thread adopts `mm`, of which the caller is a user. A plain switch: the mm
  /// is pinned already.
  default void useMm(Task current, Mm mm) {
    Cpu cpu = current.getCpu();
    cpu.trace(TraceKind.USE_MM, mm.id());
    Mm active = activeMmOf(current);
    cpu.beginSwitch();
    if (active != mm) {
      mmGrab(cpu, mm);
      current.setActiveMm(mm);
    }
    current.setMm(mm);
    switchMm(cpu, active, mm);
    cpu.endSwitch();
    current.putCpu();
    if (active != mm) {
      mmDrop(current.cpu(), active);
    }
  }

  /// `unuse_mm`: the kernel thread goes on as a lazy borrower.
  default void unuseMm(Task current, Mm mm) {
    Cpu cpu = current.getCpu();
    cpu.trace(TraceKind.UNUSE_MM, mm.id());
    cpu.beginSwitch();
    current.setMm(null);
    cpu.interruptPoint();
    enterLazyTlb(cpu, mm);
    cpu.endSwitch();
    current.putCpu();
  }

  /// The mm a running task has loaded; it always has one.
  static Mm activeMmOf(Task running) {
    Mm active = running.activeMm();
    if (active == null) {
      throw new IllegalStateException(running + " runs without an active_mm");
    }
    return active;
  }
}
