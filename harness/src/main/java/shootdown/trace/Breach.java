package shootdown.trace;

/// What can be seen to be wrong on the spot, each with the invariant it breaks.
///
/// The text after the sentence reads the two numbers of a report, as in [TraceKind]; the vCPU is
/// added to all. Where the kernel has a `BUG_ON` for it, the constant says which.
public enum Breach {
  // S1
  /// `a` frame, `b` its type count.
  CR3_ON_UNVALIDATED_ROOT(
      "S1", "cr3 points to a frame that is no validated root", "frame={a} count={b}"),

  // S2
  /// `a` frame, `b` the count found.
  TYPE_COUNT_UNDERFLOW("S2", "type count dropped below zero", "frame={a} count={b}"),
  /// `a` frame, `b` the count found.
  TOTAL_COUNT_UNDERFLOW("S2", "general count dropped below zero", "frame={a} count={b}"),
  /// `a` frame, `b` references its entries still hold.
  TYPE_DROPPED_UNCLEANED(
      "S2", "last type reference dropped without releasing the entries", "frame={a} entries={b}"),

  // S3
  /// `a` frame, `b` the vCPU whose TLB has the entry.
  WRITABLE_TRANSLATION_OF_TABLE(
      "S3",
      "frame validated as a table while a live TLB entry can write it",
      "frame={a} held_by={b}"),
  /// `a` frame, `b` type count.
  WRITABLE_MAPPING_OF_TABLE(
      "S3", "frame validated as a table while a writable mapping exists", "frame={a} count={b}"),

  // S4
  /// `a` frame, `b` its type count after the pinned bit went.
  PINNED_BIT_CLEARED_WHILE_REFERENCED(
      "S4", "pinned bit cleared while the table is still referenced", "frame={a} references={b}"),
  /// `a` frame, `b` a vCPU that has it loaded. The strict mode refuses here with -EBUSY.
  UNPIN_STARTED_WHILE_LOADED(
      "S4", "unpin started while a cr3 holds the page directory", "frame={a} loaded_on={b}"),

  // S5
  /// `a` operation, `b` error. The `BUG_ON` of xen_mc_flush.
  MULTICALL_ENTRY_REFUSED("S5", "entry of a multicall refused", "op={a:op} result={b:errno}"),
  /// `a` operation, `b` error.
  HYPERCALL_REFUSED("S5", "hypercall refused", "op={a:op} result={b:errno}"),

  // S6
  /// `a` entries left, `b` frame of the first.
  CALL_LEFT_QUEUED("S6", "call left queued where it had to be issued", "entries={a} frame={b:id}"),
  /// `a` operation, `b` frame.
  CALL_LOST("S6", "queued call was never executed", "op={a:op} frame={b:id}"),
  /// `a` operation, `b` frame.
  CALL_ISSUED_TWICE("S6", "queued call was executed twice", "op={a:op} frame={b:id}"),
  /// `a` vCPU that queued it, -1 if several did, `b` frame.
  CALL_ISSUED_ELSEWHERE(
      "S6", "queued call was executed by another vCPU", "queued_by={a} frame={b:id}"),
  /// `a` operation, `b` frame.
  CALL_OUT_OF_ORDER("S6", "queued call overtook an earlier one", "op={a:op} frame={b:id}"),
  /// `a` mm, `b` entries left.
  CALL_QUEUED_PAST_UNLOCK(
      "S6", "page_table_lock released with updates still queued", "mm={a} entries={b}"),
  /// `a` frame, `b` index.
  ENTRY_USED_WITH_UPDATE_QUEUED(
      "S6", "entry read or written while an update of it was queued", "frame={a} index={b}"),
  /// `a` entries queued. The `BUG_ON(preemptible())` of __xen_mc_entry and xen_mc_flush.
  BATCH_WHILE_PREEMPTIBLE("S6", "batch used while preemptible", "entries={a}"),

  // S7
  /// `a` 1 if interrupts were off before, `b` 1 if they were off after.
  IRQ_FLAG_LEAKED(
      "S7", "interrupt flag differs after a balanced batch", "before={a:ON|OFF} after={b:ON|OFF}"),
  /// `a` entries queued in the outer batch.
  BATCH_NESTED("S7", "batch opened inside a batch", "entries={a}"),

  /// `a` preempt_count, `b` 1 if interrupts are off.
  LEFT_UNBALANCED(
      "S7",
      "operation left preemption or interrupts off",
      "preempt_count={a} interrupts={b:ON|OFF}"),

  // S9
  /// `a` mm. The `BUG` of leave_mm.
  LEAVE_MM_WHILE_OK("S9", "leave_mm called while the TLB state is OK", "mm={a:id}"),
  /// `a` mm the vCPU should be on, `b` the one cpu_tlbstate names. The `BUG_ON` of switch_mm.
  ACTIVE_MM_DIFFERS(
      "S9", "switch to the same mm finds another active_mm", "mm={a:id} active_mm={b:id}"),
  /// `a` mm. The dead branch of drop_mm_ref.
  DROP_OF_CURRENT_MM("S9", "mm dropped while it is the running task's own", "mm={a}"),

  // S10
  /// `a` frame, `b` the vCPU whose TLB has the entry.
  PAGE_FREED_WHILE_TRANSLATED(
      "S10", "page freed while a live TLB entry maps it", "frame={a} held_by={b}"),
  /// `a` frame, `b` index.
  WALK_THROUGH_FREED_TABLE("S10", "page walk read a freed table", "frame={a} index={b}"),
  /// `a` virtual page, `b` frame.
  STALE_TRANSLATION_USED("S10", "access went through a stale translation", "vpn={a} frame={b}"),

  // S11
  /// `a` frame, `b` index. A fault into the guest, ptwr_emulated_update refused.
  WRITE_FAULT(
      "S11", "entry stored to a read-only page that is no validated L1", "frame={a} index={b}"),
  /// `a` frame, `b` index.
  STORE_RACED_REMAP("S11", "entry stored while its page changed hands", "frame={a} index={b}"),
  /// `a` slot, `b` its count. The BUG of kunmap_high.
  KMAP_DROPPED_IN_USE("S11", "kmap dropped while it was used", "slot={a} count={b}"),

  // S12
  /// `a` frame of the root, `b` frame that is still writable.
  PINNED_WHILE_WRITABLE("S12", "tree pinned with a writable page in it", "frame={a} page={b}"),
  /// `a` frame of the table linked, `b` frame it is linked into.
  LINKED_WHILE_WRITABLE(
      "S12", "writable page linked into a pinned tree", "frame={a} linked_into={b}"),
  /// `a` frame, `b` its type count.
  WRITABLE_WHILE_TYPED(
      "S12", "page made writable before its type count was zero", "frame={a} count={b}"),

  // S13
  /// `a` frame.
  PIN_OF_PINNED("S13", "pin of a pinned page directory", "frame={a}"),
  /// `a` frame.
  UNPIN_OF_UNPINNED("S13", "unpin of a page directory that is not pinned", "frame={a}"),

  // S14
  /// `a` vCPU that owns the block.
  CALL_BLOCK_TOUCHED_AFTER_RETURN(
      "S14", "call block touched outside publication and return", "owner={a}"),
  /// `a` vCPU that owns the block, `b` how often the function ran here.
  FUNCTION_RUN_TWICE("S14", "function ran more than once for one call", "owner={a} runs={b}"),
  /// `a` vCPU that owns the block.
  FUNCTION_RUN_UNASKED("S14", "function ran on a vCPU that was not selected", "owner={a}"),
  /// `a` vCPUs that have not started, `b` vCPUs that have not finished.
  CALL_RETURNED_EARLY(
      "S14", "call returned before everybody answered", "unstarted={a:mask} unfinished={b:mask}"),

  // S15
  /// `a` vCPU that sent the IPI, -1 if nobody knows; `b` vCPU whose block was read.
  CALL_OF_ANOTHER_CALLER(
      "S15", "handler read the block of another caller", "sender={a:id} owner={b:id}"),
  /// `a` vCPU that sent the IPI.
  CALL_WITHOUT_FUNCTION("S15", "handler found no published call", "sender={a:id}"),

  // S16
  /// `a` mm, `b` a vCPU that uses it.
  MM_FREED_WHILE_USED("S16", "mm freed while a vCPU uses it", "mm={a} used_by={b}"),
  /// `a` mm, `b` how many users it has.
  MM_FREED_WITH_USERS("S16", "mm freed while it has users", "mm={a} users={b}"),
  /// `a` mm.
  MM_USED_AFTER_FREE("S16", "mm used after it was freed", "mm={a}"),
  /// `a` mm, `b` the count found.
  MM_COUNT_UNDERFLOW("S16", "mm_count dropped below zero", "mm={a} count={b}"),
  /// `a` mm, `b` the count found.
  MM_USERS_UNDERFLOW("S16", "mm_users dropped below zero", "mm={a} users={b}"),

  // S17
  /// `a` port, `b` vCPU it is bound to.
  EVENT_RAISED_ELSEWHERE(
      "S17", "event raised on a vCPU it is not bound to", "port={a} bound_to={b}"),
  /// `a` port, `b` vCPU it is bound to.
  EVENT_NOT_ANNOUNCED(
      "S17", "pending event was not announced to its vCPU", "port={a} bound_to={b}"),

  // S18
  /// `a` task, `b` entries left.
  WORK_LEFT_AT_SWITCH(
      "S18", "task stopped running with work left in the batch", "task={a} entries={b}"),
  /// `a` mode that is on, `b` mode asked for. The `BUG_ON` of xen_set_lazy_mode.
  LAZY_MODE_NESTED(
      "S18",
      "lazy mode entered from the wrong mode",
      "mode={a:NONE|MMU|CPU} asked={b:NONE|MMU|CPU}"),

  /// `a` entries left, `b` pages left in the gather.
  WORK_LEFT_BEHIND("S18", "operation left work behind", "entries={a} gathered={b}"),

  // S19
  /// `a` target, `b` vector. The `BUG_ON(irq < 0)` of xen_send_IPI_one.
  IPI_TO_UNBOUND_PORT(
      "S19", "IPI sent to a port that is not bound", "target={a} vector={b:vector}"),
  /// `a` vector that lacks its port.
  ONLINE_WITHOUT_PORT("S19", "vCPU came up before its port was bound", "vector={a:vector}"),
  /// `a` vCPU that is awaited.
  OFFLINE_VCPU_AWAITED("S19", "vCPU awaited that is not online", "target={a}"),
  /// `a` vector.
  OFFLINE_VCPU_ANSWERED("S19", "IPI answered by a vCPU that is not online", "vector={a:vector}"),

  // S20
  /// `a` frame in cr3, `b` frame of swapper.
  DOWN_OUTSIDE_SWAPPER("S20", "vCPU went down with a user page table", "frame={a} swapper={b}"),
  /// `a` mask of the vCPUs that are not down.
  NOT_STOPPED("S20", "vCPU goes on after a stop", "up={a:mask}"),

  // S21
  /// `a` frame of the page directory, `b` index.
  KERNEL_ENTRIES_DIFFER(
      "S21", "kernel entry of a listed page directory differs from swapper", "frame={a} index={b}"),
  /// `a` frame of the page directory.
  LISTED_PGD_FREED("S21", "page directory freed while it is on the list", "frame={a}"),

  // S22
  /// `a` frame in cr3, `b` frame of the mm's page directory.
  RUNNING_ON_OTHER_TABLE(
      "S22", "task runs on a page table that is not its own", "frame={a} expected={b}"),

  // liveness
  /// `a` vCPUs that wait, `b` vCPUs they wait for.
  STALLED("L1", "nobody can take another step", "waiting={a:mask} awaited={b:mask}"),
  /// `a` lock kind, `b` its holder.
  SPIN_WITH_IRQS_OFF(
      "L2",
      "lock that is held across IPI waits spun on with interrupts off",
      "lock={a:lock} holder={b:id}"),
  /// `a` mask of the vCPUs awaited. The warning of smp_call_function_mask.
  IPI_WAIT_WITH_IRQS_OFF("L2", "IPI awaited with interrupts off", "targets={a:mask}"),
  /// `a` lock kind held, `b` lock kind taken.
  LOCK_ORDER_INVERTED("L2", "lock taken out of order", "held={a:lock} taken={b:lock}"),
  /// `a` port, `b` steps since it was sent.
  EVENT_NOT_HANDLED("L3", "event not handled with interrupts on", "port={a} steps={b}"),
  /// `a` port.
  BLOCKED_WITH_EVENT_PENDING("L4", "vCPU blocked with a deliverable event pending", "port={a}"),
  /// `a` mm that wants to go on, `b` mm it waits for.
  WAITS_FOR_OTHER_MM("L5", "pin, unpin or exit waits for another mm", "mm={a} waits_for={b}");

  static final Numbering<Breach> NUMBERS = new Numbering<>(Breach.class);

  private final String code;
  private final String sentence;
  private final String details;

  Breach(String code, String sentence, String details) {
    this.code = code;
    this.sentence = sentence;
    this.details = details;
  }

  /// The invariant it breaks: `S1` to `S22`, `L1` to `L5`.
  public String code() {
    return code;
  }

  /// What is wrong, without numbers.
  public String sentence() {
    return sentence;
  }

  /// The numbers as `key=value` pairs, without the vCPU.
  public String details(long a, long b) {
    return Template.fill(details, a, b);
  }

  /// The sentence with its numbers and the vCPU. Any thread.
  ///
  /// @param vcpu the vCPU that broke the rule, -1 if none
  public String message(int vcpu, long a, long b) {
    String who = vcpu < 0 ? "" : " cpu=" + vcpu;
    return sentence + ": " + details(a, b) + who;
  }

  /// The number a trace carries for this breach.
  public int index() {
    return NUMBERS.of(this);
  }
}
