package shootdown.kernel;

import shootdown.guest.AfterIssue;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.LazyMode;
import shootdown.hypervisor.Va;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.Breach;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// Pinning a page table: every page of it read-only, then one PIN.
///
/// Both run under `page_table_lock`, which is therefore held across the IPI wait of the kmap flush.
/// `PG_pinned` changes when the remap is queued; until the batch is issued it is ahead of the
/// hypervisor, and a batch that overflows shows others a tree that is read-only and not pinned.
///
/// With split pte locks a pte page is locked from its remap to the issue, and is pinned by itself,
/// so that whoever holds its lock knows which way to write.
///
/// Stands for: `xen_pgd_pin`, `pin_page`, `xen_pgd_unpin`, `unpin_page`, arch/i386/xen/mmu.c with
/// the seed's hunk; the split locks of 74260714.
public interface PgdPin extends SetPte, PgdWalk {

  /// [#pinPage], [#unpinPage] and [#unlockPte] as objects.
  Visitor pinPageVisitor();

  Visitor unpinPageVisitor();

  AfterIssue unlockPteCallback();

  /// `spin_lock(&mm->page_table_lock)`.
  default void lockPageTable(Cpu cpu, Mm mm) {
    mm.pageTableLock().lock(cpu);
    cpu.interruptPoint();
  }

  /// `spin_unlock(&mm->page_table_lock)`: what was queued under the lock has been executed.
  default void unlockPageTable(Cpu cpu, Mm mm) {
    if (cpu.mc().size() != 0) {
      cpu.breach(Breach.CALL_QUEUED_PAST_UNLOCK, mm.id(), cpu.mc().size());
    }
    mm.pageTableLock().unlock(cpu);
    cpu.interruptPoint();
  }

  /// `xen_pgd_pin`. Interrupts come back on for the flush of the kmaps: it calls other vCPUs and
  /// waits for them, and opens batches of its own (museum B09).
  default void pgdPin(Cpu cpu, Mm mm) {
    int pgd = mm.pgd();
    cpu.trace(TraceKind.PGD_PIN, pgd);
    if (cpu.guest().pageFlags().pinnedOpaque(pgd)) {
      cpu.breach(Breach.PIN_OF_PINNED, pgd, 0);
    }
    mcBatch(cpu);
    if (pgdWalk(cpu, pgd, pinPageVisitor())) {
      flushKmapsForPin(cpu);
    }
    queueMmuext(cpu, pinOp(cpu.guest().geometry().levels()), pgd, 0);
    mcIssue(cpu, LazyMode.NONE);
  }

  /// The seed's hunk.
  default void flushKmapsForPin(Cpu cpu) {
    mcIssue(cpu, LazyMode.NONE);
    kmapFlushUnused(cpu);
    mcBatch(cpu);
  }

  /// `pin_page`.
  ///
  /// @return whether the page is highmem, so that kmaps of it may linger
  default boolean pinPage(Cpu cpu, int frame, int level, int flags) {
    Guest guest = cpu.guest();
    if (guest.pageFlags().testAndSetPinnedVolatile(frame)) {
      return false;
    }
    if (guest.memory().isHighmem(frame)) {
      return true;
    }
    boolean split = level == 1 && guest.splitsPteLocks();
    if (split) {
      guest.pteLock(frame).lock(cpu);
    }
    queueUpdateVa(cpu, Va.linear(frame), Pte.of(frame, false), flags);
    if (split) {
      queueMmuext(cpu, HypercallOp.PIN_L1, frame, 0);
      queueCallback(cpu, unlockPteCallback(), frame, null);
    }
    return false;
  }

  /// `xen_pgd_unpin`: UNPIN first, then the remaps, so that no page is writable while its type
  /// count is above zero.
  default void pgdUnpin(Cpu cpu, Mm mm) {
    int pgd = mm.pgd();
    cpu.trace(TraceKind.PGD_UNPIN, pgd);
    if (!cpu.guest().pageFlags().pinnedOpaque(pgd)) {
      cpu.breach(Breach.UNPIN_OF_UNPINNED, pgd, 0);
    }
    mcBatch(cpu);
    queueMmuext(cpu, HypercallOp.UNPIN_TABLE, pgd, 0);
    boolean _ = pgdWalk(cpu, pgd, unpinPageVisitor());
    mcIssue(cpu, LazyMode.NONE);
  }

  /// `unpin_page`.
  default boolean unpinPage(Cpu cpu, int frame, int level, int flags) {
    Guest guest = cpu.guest();
    if (!guest.pageFlags().testAndClearPinnedVolatile(frame) || guest.memory().isHighmem(frame)) {
      return false;
    }
    boolean split = level == 1 && guest.splitsPteLocks();
    if (split) {
      guest.pteLock(frame).lock(cpu);
      queueMmuext(cpu, HypercallOp.UNPIN_TABLE, frame, 0);
    }
    queueUpdateVa(cpu, Va.linear(frame), Pte.of(frame, true), flags);
    if (split) {
      queueCallback(cpu, unlockPteCallback(), frame, null);
    }
    return false;
  }

  /// `xen_pte_unlock`: after the issue.
  default void unlockPte(Cpu cpu, int frame) {
    cpu.guest().pteLock(frame).unlock(cpu);
  }

  private static HypercallOp pinOp(int levels) {
    return switch (levels) {
      case 2 -> HypercallOp.PIN_L2;
      case 3 -> HypercallOp.PIN_L3;
      default -> HypercallOp.PIN_L4;
    };
  }
}
