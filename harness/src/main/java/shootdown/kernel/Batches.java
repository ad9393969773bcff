package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.AfterIssue;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.LazyMode;
import shootdown.guest.McBuffer;
import shootdown.hypervisor.Multicall;
import shootdown.mm.Mm;
import shootdown.trace.BatchEnd;
import shootdown.trace.Breach;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// Batching hypercalls.
///
/// **Goal.** What a vCPU queues is executed once, by that vCPU, in order, no later than the issue
/// that must not be put off (S6); the interrupt flag comes out as it went in (S7).
///
/// **What we rely on.** Interrupts are off from [#mcBatch] to [#mcIssue], because a handler may
/// queue calls of its own in the same buffer, and during the flush, because the entries are in use.
/// There is one word of saved flags, so batches do not nest. Nothing about a batch is atomic to
/// others, and one that is full is issued in the middle.
///
/// **If it is wrong**: `BatchesTest`, and the pin stories with a small buffer.
///
/// Stands for: arch/x86/xen/multicalls.c; `xen_set_lazy_mode`, arch/i386/xen/enlighten.c.
public interface Batches {

  /// The buffer of the vCPU one runs on: each has its own (museum C04).
  default McBuffer mcBuffer(Cpu cpu) {
    return cpu.mc();
  }

  /// `xen_mc_batch`: interrupts off until the issue.
  default void mcBatch(Cpu cpu) {
    boolean off = cpu.irqSave();
    McBuffer mc = mcBuffer(cpu);
    if (!mc.opened(off)) {
      cpu.breach(Breach.BATCH_NESTED, mc.size(), 0);
    }
    mc.saveFlags(off);
  }

  /// `xen_mc_issue`: executes what is queued, unless the vCPU is in the lazy mode named, and turns
  /// interrupts back to what they were at [#mcBatch].
  ///
  /// @param queuedIn the mode in which the batch may stay queued; NONE issues always
  default void mcIssue(Cpu cpu, LazyMode queuedIn) {
    if (queuedIn == LazyMode.NONE || cpu.lazyMode() != queuedIn) {
      mcFlush(cpu);
    }
    McBuffer mc = mcBuffer(cpu);
    boolean saved = mc.savedFlags();
    boolean before = mc.closed();
    if (saved != before) {
      cpu.breach(Breach.IRQ_FLAG_LEAKED, before ? 1 : 0, saved ? 1 : 0);
    }
    cpu.irqRestore(saved);
  }

  /// `xen_mc_flush`: executes what is queued, then runs the callbacks, all with interrupts off.
  ///
  /// @throws Bug if an entry was refused
  default void mcFlush(Cpu cpu) {
    bugIfPreemptible(cpu);
    boolean off = cpu.irqSave();
    McBuffer mc = mcBuffer(cpu);
    int refused = mc.size() == 0 ? -1 : execute(cpu, mc);
    HypercallOp op = refused < 0 ? HypercallOp.MMU_UPDATE : mc.op(refused);
    int rc = refused < 0 ? 0 : mc.result(refused);
    mc.empty();
    mc.runCallbacks(cpu);
    cpu.irqRestore(off);
    if (refused >= 0) {
      throw Bug.on(cpu, Breach.MULTICALL_ENTRY_REFUSED, op.ordinal(), rc);
    }
  }

  /// `HYPERVISOR_multicall`: one entry into the hypervisor for the whole list, which is not empty.
  ///
  /// @return how many entries were refused
  default int issueList(Cpu cpu, McBuffer mc) {
    Guest guest = cpu.guest();
    guest.gate().enter();
    int failed = guest.hypervisor().multicall(guest.domain(), cpu, mc);
    guest.gate().leave();
    return failed;
  }

  /// Executes what is queued.
  ///
  /// @return the first entry that was refused, or -1
  private int execute(Cpu cpu, McBuffer mc) {
    judgeOwn(cpu, mc);
    int failed = issueList(cpu, mc);
    cpu.trace(TraceKind.MULTICALL, mc.size(), failed);
    if (failed == 0) {
      return -1;
    }
    int first = 0;
    while (mc.result(first) >= 0) {
      first++;
    }
    return first;
  }

  private static void judgeOwn(Cpu cpu, McBuffer mc) {
    if (mc.size() != 0 && mc.queuedBy() != cpu.id()) {
      cpu.breach(Breach.CALL_ISSUED_ELSEWHERE, mc.queuedBy(), mc.frame(0));
    }
  }

  /// `__xen_mc_entry`: room for one more call with `words` of arguments.
  private McBuffer room(Cpu cpu, int words) {
    bugIfPreemptible(cpu);
    McBuffer mc = mcBuffer(cpu);
    if (!mc.hasRoomFor(words)) {
      flushFor(cpu, mc.outOfEntries() ? BatchEnd.ENTRIES : BatchEnd.WORDS);
    }
    return mc;
  }

  private void flushFor(Cpu cpu, BatchEnd why) {
    if (mcBuffer(cpu).size() != 0) {
      cpu.trace(TraceKind.BATCH_ENDS, why.ordinal());
    }
    mcFlush(cpu);
  }

  default void queueUpdateVa(Cpu cpu, long va, long pte, int flags) {
    McBuffer mc = room(cpu, 0);
    mc.addUpdateVa(va, pte, flags);
    mc.queuedBy(cpu.id());
    cpu.trace(TraceKind.QUEUE, HypercallOp.UPDATE_VA_MAPPING.ordinal(), -1);
  }

  default void queueMmuUpdate(Cpu cpu, int frame, int index, long pte) {
    queue(cpu, HypercallOp.MMU_UPDATE, ((long) frame << 32) | index, pte);
    cpu.trace(TraceKind.QUEUE, HypercallOp.MMU_UPDATE.ordinal(), frame);
  }

  /// An mmuext operation.
  default void queueMmuext(Cpu cpu, HypercallOp op, long a, long b) {
    queue(cpu, op, a, b);
    cpu.trace(TraceKind.QUEUE, op.ordinal(), a);
  }

  private void queue(Cpu cpu, HypercallOp op, long a, long b) {
    McBuffer mc = room(cpu, Multicall.ARG_WORDS);
    mc.add(op, a, b);
    mc.queuedBy(cpu.id());
  }

  /// `xen_mc_callback`: after the entries queued so far. A buffer that is full may have been issued
  /// between the entry and this: then it runs with the next issue, still after its entry.
  default void queueCallback(Cpu cpu, AfterIssue callback, int frame, @Nullable Mm mm) {
    if (!mcBuffer(cpu).hasRoomForCallback()) {
      flushFor(cpu, BatchEnd.CALLBACKS);
    }
    mcBuffer(cpu).addCallback(callback, frame, mm);
  }

  /// `xen_set_lazy_mode`: flushes before it changes. From NONE to a mode, or from a mode to NONE.
  default void setLazyMode(Cpu cpu, LazyMode mode) {
    bugIfPreemptible(cpu);
    LazyMode old = cpu.lazyMode();
    if ((old == LazyMode.NONE) == (mode == LazyMode.NONE)) {
      throw Bug.on(cpu, Breach.LAZY_MODE_NESTED, old.ordinal(), mode.ordinal());
    }
    flushFor(cpu, BatchEnd.MODE);
    cpu.setLazyMode(mode);
    cpu.trace(TraceKind.LAZY_MODE, mode.ordinal());
  }

  /// `arch_flush_lazy_cpu_mode`: issues what a switch has queued, if one is under way.
  default void issueLazyCpu(Cpu cpu) {
    if (cpu.lazyMode() == LazyMode.CPU) {
      mcFlush(cpu);
    }
  }

  private static void bugIfPreemptible(Cpu cpu) {
    if (cpu.preemptible()) {
      throw Bug.on(cpu, Breach.BATCH_WHILE_PREEMPTIBLE, cpu.mc().size(), 0);
    }
  }
}
