package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.mm.Memory;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// How an mm's structure and page directory come into being and go.
///
/// The structure lives while it has users, who count as one, or lazy borrowers. While `pgd_lock` is
/// free, every page directory on `pgd_list` is alive and has swapper's kernel entries (S21): so
/// copying the entries and joining the list are one section, and leaving the list comes before
/// freeing.
///
/// Stands for: `pgd_alloc`, `pgd_free`, arch/i386/mm/pgtable.c; `mmdrop`, kernel/fork.c.
public interface MmLife extends PageTablePages {

  /// `mm_alloc`: an mm with no user pages.
  default Mm mmAlloc(Cpu cpu) {
    Guest guest = cpu.guest();
    int pgd = guest.allocator().alloc();
    int kernel = guest.geometry().levels() > 2 ? guest.allocator().alloc() : -1;
    return pgdCtor(cpu, pgd, kernel);
  }

  /// `pgd_ctor`: the kernel's entries and the place on the list, in one section (museum B06).
  ///
  /// @param kernel the frame of the kernel's own table below, -1 if there is none
  default Mm pgdCtor(Cpu cpu, int pgd, int kernel) {
    Guest guest = cpu.guest();
    guest.pgdLock().lock(cpu);
    copyKernelEntries(cpu, pgd, kernel);
    Mm mm = pgdListAdd(guest, pgd);
    guest.pgdLock().unlock(cpu);
    return mm;
  }

  /// `pgd_list_add`: under `pgd_lock`.
  static Mm pgdListAdd(Guest guest, int pgd) {
    Mm mm = new Mm(guest.nextMmId(), pgd);
    mm.setNext(guest.pgdList());
    mm.setOnList(true);
    guest.setPgdList(mm);
    return mm;
  }

  /// Plain stores: nobody has seen these pages yet.
  default void copyKernelEntries(Cpu cpu, int pgd, int kernel) {
    Guest guest = cpu.guest();
    int top = guest.geometry().kernelTop();
    if (kernel < 0) {
      storeEntry(cpu, pgd, top, guest.memory().loadAcquire(guest.swapper(), top));
      return;
    }
    int from = kernelTable(cpu, guest.swapper());
    for (int i = 0; i < guest.memory().entries(); i++) {
      storeEntry(cpu, kernel, i, guest.memory().loadAcquire(from, i));
    }
    storeEntry(cpu, pgd, top, Pte.table(kernel));
  }

  /// `atomic_inc(&mm->mm_count)`.
  default void mmGrab(Cpu cpu, Mm mm) {
    cpu.trace(TraceKind.MM_GRAB, mm.id(), mm.grabVolatile());
  }

  /// `mmdrop`: the last reference frees.
  @Override
  default void mmDrop(Cpu cpu, Mm mm) {
    int left = mm.dropVolatile();
    cpu.trace(TraceKind.MM_DROP, mm.id(), left);
    if (left < 0) {
      cpu.breach(Breach.MM_COUNT_UNDERFLOW, mm.id(), left);
    } else if (left == 0) {
      pgdFree(cpu, mm);
    }
  }

  /// `pgd_free`: off the list, and only then are the pages free.
  default void pgdFree(Cpu cpu, Mm mm) {
    Guest guest = cpu.guest();
    cpu.trace(TraceKind.MM_FREE, mm.id());
    judgeUnused(cpu, mm);
    guest.pgdLock().lock(cpu);
    unlink(guest, mm);
    guest.pgdLock().unlock(cpu);
    Memory memory = guest.memory();
    if (guest.geometry().levels() > 2) {
      freePage(cpu, Pte.frame(memory.loadAcquire(mm.pgd(), guest.geometry().kernelTop())));
    }
    freePage(cpu, mm.pgd());
  }

  private static void unlink(Guest guest, Mm mm) {
    mm.setOnList(false);
    Mm first = guest.pgdList();
    if (first == mm) {
      guest.setPgdList(mm.next());
      return;
    }
    for (@Nullable Mm m = first; m != null; m = m.next()) {
      if (m.next() == mm) {
        m.setNext(mm.next());
        return;
      }
    }
  }

  /// Gives a page back to the allocator, which poisons it.
  default void freePage(Cpu cpu, int frame) {
    cpu.trace(TraceKind.PAGE_FREE, frame);
    judgeUntranslated(cpu, frame);
    cpu.guest().allocator().free(frame);
  }

  private static void judgeUnused(Cpu cpu, Mm mm) {
    Guest guest = cpu.guest();
    if (mm.usersOpaque() != 0) {
      cpu.breach(Breach.MM_FREED_WITH_USERS, mm.id(), mm.usersOpaque());
    }
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (guest.cpu(i).cr3().loadedAcquire() == mm.pgd()) {
        cpu.breach(Breach.MM_FREED_WHILE_USED, mm.id(), i);
      }
    }
  }

  private static void judgeUntranslated(Cpu cpu, int frame) {
    Guest guest = cpu.guest();
    int taskSize = guest.geometry().taskSize();
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (guest.cpu(i).tlb().mapsUserAcquire(frame, taskSize)) {
        cpu.breach(Breach.PAGE_FREED_WHILE_TRANSLATED, frame, i);
      }
    }
  }
}
