package shootdown.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import shootdown.trace.Breach;

/// The rules of the protocol: safety first, then liveness.
///
/// Each is a sentence, the places in the kernel or hypervisor that establish it, and a checker that
/// looks for violations in a [Snapshot]. What can be seen on the spot as well is listed by
/// [#breaches]. Paths are those of 2007, when Linux kept i386 and x86_64 apart. Constants are named
// by their id, which reports and the museum use.
public enum Invariant {
  /// Checked by `LoadedRoots`.
  S1(
      "The cr3 of a vCPU always points to a validated root table that is referenced.",
      "xen/arch/x86/mm.c: new_guest_cr3"),
  /// Checked by `TypeCounts`.
  S2(
      "The type count of a frame is its pinned bit, the cr3s that hold it and the entries of "
          + "validated tables that link it; the general count is never lower.",
      "xen/arch/x86/mm.c: get_page_type, put_page_type"),
  /// Checked by `WritableTables`.
  S3(
      "No frame is a validated page table and can be written through a mapping or a live TLB "
          + "entry at the same time.",
      "xen/arch/x86/mm.c: get_page_type; arch/i386/xen/mmu.c: xen_pgd_pin"),
  /// Checked by `Unpins`.
  S4(
      "When a page directory is unpinned, no vCPU references it: afterwards its type count is zero "
          + "and every remap to writable succeeds.",
      "arch/i386/xen/mmu.c: xen_exit_mmap, drop_mm_ref, drop_other_mm_ref"),
  /// Checked by `RefusedCalls`.
  S5(
      "The hypervisor never refuses a hypercall, alone or in a multicall.",
      "arch/i386/xen/multicalls.c: xen_mc_flush"),
  /// Checked by `QueuedCalls`.
  S6(
      "Every queued call is executed once, by the vCPU that queued it, in order, no later than the "
          + "matching issue, and before the page_table_lock it was queued under is released.",
      "arch/i386/xen/multicalls.h: xen_mc_batch, xen_mc_issue; multicalls.c: xen_mc_flush"),
  /// Checked by `IrqFlags`.
  S7(
      "A balanced batch leaves the interrupt flag as it found it; an operation that is through "
          + "leaves interrupts and preemption on.",
      "arch/i386/xen/multicalls.h: xen_mc_batch, xen_mc_issue; arch/i386/xen/mmu.c: xen_pgd_pin"),
  /// Checked by `MaskCoverage`.
  S8(
      "A vCPU that has the page directory of an mm loaded, or queued for loading, is in the mm's "
          + "mask, or in a switch with interrupts off, or says so in xen_current_cr3.",
      "include/asm-i386/mmu_context.h: switch_mm; arch/i386/xen/mmu.c: drop_mm_ref"),
  /// Checked by `TlbStates`.
  S9(
      "While the TLB state is OK, its active_mm is the running task's mm; leave_mm is never called "
          + "in that state.",
      "arch/i386/kernel/smp.c: leave_mm; include/asm-i386/mmu_context.h: enter_lazy_tlb"),
  /// Checked by `StaleTranslations`.
  S10(
      "A live TLB entry says what its page-table entries say, unless a flush that covers it is "
          + "still awaited; no page is freed under one.",
      "arch/i386/kernel/smp.c: flush_tlb_mm, flush_tlb_page; include/asm-generic/tlb.h:"
          + " tlb_finish_mmu"),
  /// Checked by `PinnedFlags`.
  S11(
      "PG_pinned, a read-only linear mapping and membership in a pinned tree go together outside "
          + "the locked sections that change them; entries are stored directly only where the page "
          + "is writable or a validated L1.",
      "arch/i386/xen/mmu.c: pin_page, unpin_page, xen_alloc_pt, xen_release_pt"),
  /// Checked by `ReadOnlyTables`.
  S12(
      "A page is read-only before it becomes part of a pinned tree and until its type count is "
          + "zero again.",
      "arch/i386/xen/mmu.c: pgd_walk, xen_pgd_pin, xen_pgd_unpin, xen_alloc_pt"),
  /// Checked by `PinAlternation`.
  S13(
      "Pin and unpin of a page directory alternate.",
      "arch/i386/xen/mmu.c: xen_activate_mm, xen_dup_mmap, xen_exit_mmap"),
  /// Checked by `CallRuns`.
  S14(
      "The function of a call runs exactly once on each selected vCPU, and the call block is "
          + "touched only between its publication and the caller's return.",
      "arch/i386/xen/smp.c: xen_smp_call_function_mask, xen_call_function_interrupt"),
  /// Checked by `CallContents`.
  S15(
      "A handler sees the function and argument of the caller whose IPI it answers.",
      "arch/i386/xen/smp.c: xen_smp_call_function_mask, xen_call_function_interrupt"),
  /// Checked by `MmLifetimes` and `Holdings`.
  S16(
      "An mm and its page directory live while a vCPU has it as active_mm or in cr3; mm_count is "
          + "at least the lazy borrowers, plus one for all users. When all operations are through, "
          + "it is no more than that, and a page that nobody holds is free.",
      "kernel/sched.c: context_switch, finish_task_switch; kernel/fork.c: mmdrop"),
  /// Checked by `EventNotices`.
  S17(
      "A pending, unmasked event has been announced to the vCPU it is bound to.",
      "xen/common/event_channel.c: evtchn_set_pending; arch/i386/xen/events.c: "
          + "xen_evtchn_do_upcall, unmask_evtchn"),
  /// Checked by `LazyLeftovers`.
  S18(
      "A task that stops running leaves no queued work behind, nor does an operation that is "
          + "through.",
      "arch/i386/xen/enlighten.c: xen_set_lazy_mode; arch/i386/kernel/process.c: __switch_to"),
  /// Checked by `OnlinePorts`.
  S19(
      "An online vCPU has both IPI ports bound; nobody awaits one that is not online.",
      "arch/i386/xen/smp.c: xen_smp_intr_init, xen_cpu_up"),
  /// Checked by `DownVcpus`.
  S20(
      "A vCPU that is down is on swapper; one that was stopped is down.",
      "arch/i386/xen/smp.c: xen_smp_send_stop, stop_self"),
  /// Checked by `PgdList`.
  S21(
      "While pgd_lock is free, each listed page directory exists and its kernel entries equal "
          + "those of swapper; that of each mm is listed.",
      "arch/i386/mm/pgtable.c: pgd_alloc, pgd_free; arch/i386/mm/fault.c: vmalloc_sync_all"),
  /// Checked by `RunningTables`.
  S22(
      "A vCPU that runs a task of an mm, interrupts on and outside a switch, has its page "
          + "directory in cr3.",
      "include/asm-i386/mmu_context.h: switch_mm; arch/i386/kernel/smp.c: leave_mm"),
  /// Checked by `CallsReturn`.
  L1(
      "Every call returns: whoever is awaited is online, not down, and not waiting for the caller.",
      "arch/i386/xen/smp.c: xen_smp_call_function_mask, xen_smp_send_stop"),
  /// Checked by `IrqsOffWaits`.
  L2(
      "Nobody waits with interrupts off for something whose release may need an IPI.",
      "arch/i386/xen/smp.c: xen_smp_call_function_mask; arch/i386/xen/mmu.c: xen_pgd_pin"),
  /// Checked by `EventHandling`.
  L3(
      "An event sent to a vCPU that has interrupts on is handled.",
      "arch/i386/xen/events.c: xen_evtchn_do_upcall; xen/common/event_channel.c: "
          + "evtchn_set_pending"),
  /// Checked by `BlockedVcpus`.
  L4(
      "A vCPU never sleeps with a deliverable event pending.",
      "xen/common/schedule.c: do_block; xen/include/asm-x86/event.h: vcpu_kick"),
  /// Checked by `ForeignMmWaits`.
  L5(
      "Pin, unpin and exit of an mm need no progress of any other mm.",
      "arch/i386/xen/mmu.c: xen_pgd_pin, xen_pgd_unpin, xen_exit_mmap");

  private final String statement;
  private final String source;

  Invariant(String statement, String source) {
    this.statement = statement;
    this.source = source;
  }

  /// The rule in one sentence.
  public String statement() {
    return statement;
  }

  /// Where the kernel or the hypervisor establishes it: file, then functions.
  public String source() {
    return source;
  }

  /// Whether it is about something never happening, rather than about something happening at last.
  public boolean isSafety() {
    return compareTo(L1) < 0;
  }

  /// What breaks it and can be seen on the spot.
  public List<Breach> breaches() {
    return Arrays.stream(Breach.values()).filter(breach -> breach.code().equals(name())).toList();
  }

  /// The violations of this rule alone in a snapshot. Any thread; a pure function.
  public List<Violation> judge(Snapshot snapshot) {
    return check(snapshot).toList();
  }

  private Stream<Violation> check(Snapshot snapshot) {
    return switch (this) {
      case S1 -> LoadedRoots.check(snapshot);
      case S2 -> TypeCounts.check(snapshot);
      case S3 -> WritableTables.check(snapshot);
      case S4 -> Unpins.check(snapshot);
      case S5 -> RefusedCalls.check(snapshot);
      case S6 -> QueuedCalls.check(snapshot);
      case S7 -> IrqFlags.check(snapshot);
      case S8 -> MaskCoverage.check(snapshot);
      case S9 -> TlbStates.check(snapshot);
      case S10 -> StaleTranslations.check(snapshot);
      case S11 -> PinnedFlags.check(snapshot);
      case S12 -> ReadOnlyTables.check(snapshot);
      case S13 -> PinAlternation.check(snapshot);
      case S14 -> CallRuns.check(snapshot);
      case S15 -> CallContents.check(snapshot);
      case S16 -> Stream.concat(MmLifetimes.check(snapshot), Holdings.check(snapshot));
      case S17 -> EventNotices.check(snapshot);
      case S18 -> LazyLeftovers.check(snapshot);
      case S19 -> OnlinePorts.check(snapshot);
      case S20 -> DownVcpus.check(snapshot);
      case S21 -> PgdList.check(snapshot);
      case S22 -> RunningTables.check(snapshot);
      case L1 -> CallsReturn.check(snapshot);
      case L2 -> IrqsOffWaits.check(snapshot);
      case L3 -> EventHandling.check(snapshot);
      case L4 -> BlockedVcpus.check(snapshot);
      case L5 -> ForeignMmWaits.check(snapshot);
    };
  }
}
