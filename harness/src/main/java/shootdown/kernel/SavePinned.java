package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.PageFlags;
import shootdown.mm.Mm;
import shootdown.trace.TraceKind;

/// Getting ready to be saved, and back.
///
/// Who saves a domain translates the frame numbers in its page tables, and knows a page table by
/// its pin. So before a suspend every page directory on the list is pinned, and those that were not
/// before are marked, to be unpinned after the resume.
///
/// **What we rely on.** Nobody else takes a step from the one to the other: all vCPUs are frozen
/// where they could be preempted, so no mm is half pinned; but one may be half made (exec) or half
/// taken down (exit), unpinned and known to nobody. Interrupts stay on, since pinning may flush
/// kmaps, which calls the others.
///
/// Stands for: `xen_mm_pin_all`, `xen_mm_unpin_all`, arch/x86/xen/mmu.c (0e91398f).
public interface SavePinned extends VmallocSync {

  /// `xen_mm_pin_all`.
  default void mmPinAll(Cpu cpu) {
    Guest guest = cpu.guest();
    PageFlags flags = guest.pageFlags();
    int pinned = 0;
    guest.pgdLock().lock(cpu);
    for (@Nullable Mm mm = guest.pgdList(); mm != null; mm = mm.next()) {
      lockPageTable(cpu, mm);
      if (!flags.pinnedOpaque(mm.pgd())) {
        pgdPin(cpu, mm);
        flags.setSavePinnedVolatile(mm.pgd());
        pinned++;
      }
      unlockPageTable(cpu, mm);
    }
    guest.pgdLock().unlock(cpu);
    cpu.trace(TraceKind.MM_PIN_ALL, pinned);
  }

  /// `xen_mm_unpin_all`.
  default void mmUnpinAll(Cpu cpu) {
    Guest guest = cpu.guest();
    int unpinned = 0;
    guest.pgdLock().lock(cpu);
    for (@Nullable Mm mm = guest.pgdList(); mm != null; mm = mm.next()) {
      lockPageTable(cpu, mm);
      if (guest.pageFlags().testAndClearSavePinnedVolatile(mm.pgd())) {
        pgdUnpin(cpu, mm);
        unpinned++;
      }
      unlockPageTable(cpu, mm);
    }
    guest.pgdLock().unlock(cpu);
    cpu.trace(TraceKind.MM_UNPIN_ALL, unpinned);
  }
}
