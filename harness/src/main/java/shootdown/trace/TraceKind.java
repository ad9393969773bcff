package shootdown.trace;

/// What an event is, in the kernel's words, with how its two numbers read.
///
/// To add one, add a line: the text is what a column shows, `{a}` and `{b}` are the numbers given
/// to [TraceRing#record], and a hole may say how it reads (`{a:mask}`, `{b:errno}`, `{a:op}`,
/// `{b:RO|RW}`; all of them are listed in the source of `Template`). An id of -1 reads `none` where
/// the hole says `:id`. A number that no hole names is not shown: pass 0.
public enum TraceKind {
  // interrupts and event channels (arch/i386/xen/events.c, xen/common/event_channel.c)
  /// `a` target vCPU, `b` vector.
  SEND_IPI("send_IPI vcpu{a} {b:vector}"),
  /// `a` target vCPU, `b` vector: it was pending already, and one handler answers both.
  COALESCED_IPI("coalesced vcpu{a} {b:vector}"),
  /// The upcall begins: the mailbox is about to be emptied.
  UPCALL("evtchn_do_upcall"),
  /// `a` vector whose handler is about to run.
  HANDLE_IPI("handle_IPI {a:vector}"),
  /// The upcall mask was set.
  IRQ_DISABLE("irq_disable"),
  /// The upcall mask was cleared.
  IRQ_ENABLE("irq_enable"),
  /// `a` port.
  BIND_PORT("bind_port {a}"),
  /// `a` port.
  UNBIND_PORT("unbind_port {a}"),
  /// `a` port.
  MASK_PORT("mask_port {a}"),
  /// `a` port.
  UNMASK_PORT("unmask_port {a}"),
  /// The vCPU went to sleep until an event.
  BLOCK("block"),
  /// The vCPU was woken by an event.
  UNBLOCK("unblock"),

  // locks and waiting
  /// `a` [index][LockKind#index()] of the lock, `b` whose it is (an mm or a frame), -1 if there is
  // only one.
  LOCK("lock {a:lock}{b:of}"),
  /// As [#LOCK].
  UNLOCK("unlock {a:lock}{b:of}"),
  /// As [#LOCK]: the lock was found taken.
  LOCK_WAIT("wait {a:lock}{b:of}"),
  /// `a` mask of the vCPUs whose acknowledgement is awaited.
  WAIT_ACK("wait_ack {a:mask}"),

  // switching (include/asm-i386/mmu_context.h, kernel/sched.c)
  /// `a` mm in whose mask this vCPU sets its bit.
  MASK_SET("mask_set mm={a}"),
  /// `a` mm in whose mask this vCPU clears its bit.
  MASK_CLEAR("mask_clear mm={a}"),
  /// `a` 0 for LAZY, 1 for OK.
  TLB_STATE("tlb.state={a:LAZY|OK}"),
  /// `a` mm the cpu_tlbstate now names.
  ACTIVE_MM("tlb.active_mm={a:id}"),
  /// `a` root frame: xen_cr3 was written.
  CR3_ASKED("xen_cr3={a:id}"),
  /// `a` root frame: the NEW_BASEPTR sits in the batch.
  CR3_QUEUED("queue cr3={a:id}"),
  /// `a` root frame: xen_current_cr3 was written.
  CR3_ISSUED("xen_current_cr3={a:id}"),
  /// `a` root frame the hypervisor has loaded.
  CR3_LOADED("cr3={a:id}"),
  /// `a` previous mm, `b` next mm.
  SWITCH_MM("switch_mm {a:id}->{b:id}"),
  /// `a` mm that stays loaded.
  ENTER_LAZY_TLB("enter_lazy_tlb mm={a:id}"),
  /// `a` mm that is left.
  LEAVE_MM("leave_mm mm={a:id}"),
  /// `a` task that ran, `b` task that runs next.
  CONTEXT_SWITCH("context_switch task {a:id}->{b:id}"),
  /// `a` task that was preempted.
  PREEMPT("preempt task={a:id}"),
  /// `a` mm that exec makes current.
  ACTIVATE_MM("activate_mm mm={a}"),
  /// `a` mm a kernel thread adopts.
  USE_MM("use_mm mm={a}"),
  /// `a` mm a kernel thread gives back.
  UNUSE_MM("unuse_mm mm={a}"),
  /// `a` mm, `b` its count of structure references afterwards.
  MM_GRAB("mmgrab mm={a} count={b}"),
  /// `a` mm, `b` its count of structure references afterwards.
  MM_DROP("mmdrop mm={a} count={b}"),
  /// `a` mm, `b` its count of users afterwards.
  MM_PUT("mmput mm={a} users={b}"),
  /// `a` mm whose structure is gone.
  MM_FREE("free mm={a}"),

  // pinning and teardown (arch/i386/xen/mmu.c)
  /// `a` mm.
  DROP_MM_REF("drop_mm_ref mm={a}"),
  /// `a` mm; runs in the handler.
  DROP_OTHER_MM_REF("drop_other_mm_ref mm={a}"),
  /// `a` mm.
  EXIT_MMAP("exit_mmap mm={a}"),
  /// `a` frame of the page directory.
  PGD_PIN("pgd_pin pgd={a}"),
  /// `a` frame of the page directory.
  PGD_UNPIN("pgd_unpin pgd={a}"),
  /// `a` frame of a table page that joins a pinned tree.
  ALLOC_PT("alloc_pt frame={a}"),
  /// `a` frame of a table page that leaves a pinned tree.
  RELEASE_PT("release_pt frame={a}"),
  /// The unused temporary mappings of highmem pages are dropped.
  KMAP_FLUSH("kmap_flush_unused"),
  /// The kernel's entries are copied to every page directory.
  VMALLOC_SYNC("vmalloc_sync_all"),
  /// `a` how many page directories were pinned for a suspend.
  MM_PIN_ALL("mm_pin_all pinned={a}"),
  /// `a` how many page directories were pinned for a suspend, and are not any more.
  MM_UNPIN_ALL("mm_unpin_all unpinned={a}"),
  /// `a` frame, `b` index of the entry written by a plain store.
  PTE_WRITE("pte_write {a}[{b}]"),
  /// `a` frame that goes back to the allocator.
  PAGE_FREE("free frame={a}"),

  // hypercalls (xen/arch/x86/mm.c, arch/i386/xen/multicalls.c)
  /// `a` frame that was pinned.
  PIN("PIN frame={a}"),
  /// `a` frame, `b` its type count afterwards.
  UNPIN("UNPIN frame={a} count={b}"),
  /// `a` frame whose linear mapping was asked to become writable, `b` result.
  REMAP_RW("remap frame={a} RW {b:errno}"),
  /// `a` frame whose linear mapping was asked to become read-only, `b` result.
  REMAP_RO("remap frame={a} RO {b:errno}"),
  /// `a` frame, `b` index of the entry written by hypercall or by emulation.
  MMU_UPDATE("mmu_update {a}[{b}]"),
  /// `a` [index][HypercallOp#index()] of the operation, `b` frame.
  QUEUE("queue {a:op} frame={b:id}"),
  /// `a` number of the [BatchEnd] for which the buffer is about to be issued.
  BATCH_ENDS("batch ends: {a:no entry left|no word left|no callback left|lazy mode}"),
  /// `a` entries executed, `b` how many of them failed.
  MULTICALL("multicall entries={a} failed={b}"),
  /// `a` [index][HypercallOp#index()] of the operation, `b` its error.
  REFUSED("refused {a:op} {b:errno}"),
  /// `a` 0 for NONE, 1 for MMU, 2 for CPU.
  LAZY_MODE("lazy mode {a:NONE|MMU|CPU}"),

  // TLB
  /// `a` mask of the vCPUs to be flushed.
  FLUSH("flush_tlb_others {a:mask}"),
  /// `a` virtual page, `b` frame it now translates to.
  TLB_FILL("tlb_fill vpn={a}->{b}"),
  /// `a` the vCPU's flush generation afterwards.
  TLB_FLUSH("tlb_flush generation={a}"),
  /// `a` virtual page, `b` frame the access went to.
  TOUCH("touch vpn={a}->{b}"),

  // calls and the life of a vCPU (arch/i386/xen/smp.c, kernel/cpu.c)
  /// `a` mask of the vCPUs selected.
  CALL_FUNCTION("call_function {a:mask}"),
  /// `a` vCPU that owns the block, `b` started count afterwards.
  CALL_STARTED("started++ owner=vcpu{a} {b}"),
  /// `a` vCPU that owns the block, `b` finished count afterwards.
  CALL_FINISHED("finished++ owner=vcpu{a} {b}"),
  /// The caller of call_function returns.
  CALL_RETURN("call_function returns"),
  /// `a` vCPU that joined the online map.
  CPU_ONLINE("online vcpu{a}"),
  /// `a` vCPU that left the online map.
  CPU_OFFLINE("offline vcpu{a}"),
  /// `a` vCPU that went down for good.
  CPU_DOWN("VCPUOP_down vcpu{a}"),
  /// `a` vCPU that was started.
  CPU_UP("VCPUOP_up vcpu{a}"),
  /// Everybody else is asked to stop.
  SEND_STOP("send_stop"),

  // verdicts
  /// `a` [index][Breach#index()] of a [Breach], `b` its first number.
  BREACH("BREACH {a:breach}"),
  /// The guest would have panicked; `a` [index][Breach#index()] of a [Breach].
  BUG("BUG {a:breach}"),
  /// Nobody can take another step; `a` mask of the vCPUs that wait.
  STALL("STALL {a:mask}"),
  /// A point of the story, to tell its parts apart; `a` its number.
  MARK("-- {a} --");

  private final String text;

  TraceKind(String text) {
    this.text = text;
  }

  /// The event in words, e.g. `send_IPI vcpu1 CALL_FUNCTION`. Any thread.
  public String text(long a, long b) {
    return Template.fill(text, a, b);
  }

  /// Whether the row of such an event is marked in a rendering.
  public boolean alarming() {
    return this == BREACH || this == BUG || this == STALL;
  }
}
