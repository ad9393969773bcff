package shootdown.guest;

import org.jspecify.annotations.Nullable;
import shootdown.cpu.TlbState;
import shootdown.cpu.Vcpu;
import shootdown.event.IpiMailbox;
import shootdown.mm.Mm;
import shootdown.sync.StallJudge;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;
import shootdown.trace.TraceRing;

/// A vCPU with the guest's per-cpu variables: `cpu_tlbstate`, the multicall buffer, the lazy mode,
/// `current`.
///
/// All of them belong to the vCPU's own thread; nobody else reads or writes them while the machine
/// runs, and the seed relied on that.
public final class Cpu extends Vcpu {
  private static final int GATHER_PAGES = 8;

  private final Guest guest;
  private final McBuffer mc;
  private final CallData callData;
  private final MmuGather gather = new MmuGather(GATHER_PAGES);
  private @Nullable IpiMailbox mailbox;

  private LazyMode lazyMode = LazyMode.NONE;
  private TlbState tlbState = TlbState.LAZY;
  private Mm tlbActiveMm;
  private Task current;
  private int switching;

  Cpu(Guest guest, int id, StallJudge judge, @Nullable TraceRing ring, Size size, Task idle) {
    super(id, judge, ring, guest.initMm().pgd(), size.tlbSlots());
    this.guest = guest;
    this.mc = new McBuffer(size.mcEntries(), size.mcWords());
    this.callData = new CallData(id, size.vcpus());
    this.tlbActiveMm = guest.initMm();
    this.current = idle;
  }

  void connect(IpiMailbox box) {
    mailbox = box;
  }

  public Guest guest() {
    return guest;
  }

  /// `__get_cpu_var(mc_buffer)`.
  public McBuffer mc() {
    return mc;
  }

  /// The call block on this vCPU's stack.
  public CallData callData() {
    return callData;
  }

  /// `__get_cpu_var(mmu_gathers)`.
  public MmuGather gather() {
    return gather;
  }

  /// `current`.
  public Task current() {
    return current;
  }

  public void setCurrent(Task task) {
    current = task;
  }

  public LazyMode lazyMode() {
    return lazyMode;
  }

  public void setLazyMode(LazyMode mode) {
    lazyMode = mode;
  }

  /// `cpu_tlbstate.state`.
  public TlbState tlbState() {
    return tlbState;
  }

  public void setTlbState(TlbState state) {
    trace(TraceKind.TLB_STATE, state == TlbState.OK ? 1 : 0);
    tlbState = state;
  }

  /// `cpu_tlbstate.active_mm`.
  public Mm tlbActiveMm() {
    return tlbActiveMm;
  }

  public void setTlbActiveMm(Mm mm) {
    trace(TraceKind.ACTIVE_MM, mm.id());
    tlbActiveMm = mm;
  }

  /// For snapshots: between the two, the vCPU is inside a switch and its parts need not agree.
  public void beginSwitch() {
    switching++;
  }

  public void endSwitch() {
    switching--;
  }

  public boolean inSwitch() {
    return switching != 0;
  }

  /// For the referee: the operation that it was asked for, interrupts and preemption on, is
  /// through.
  public void judgeThrough() {
    if (preemptCount() != 0 || irqsOff()) {
      breach(Breach.LEFT_UNBALANCED, preemptCount(), irqsOff() ? 1 : 0);
    }
    if (mc.size() != 0 || lazyMode != LazyMode.NONE || !gather.isEmpty()) {
      breach(Breach.WORK_LEFT_BEHIND, mc.size(), gather.size());
    }
  }

  @Override
  protected boolean upcallPending() {
    IpiMailbox box = mailbox;
    return box != null && box.upcallPendingOpaque();
  }

  /// A vCPU with interrupts off may be in the middle of an upcall.
  @Override
  public int lostEvent() {
    return irqsOff() || isDownAcquire() ? -1 : guest.domain().channels().unannouncedTo(id());
  }

  @Override
  protected void upcall() {
    guest.callbacks().eventCallback(this);
  }

  @Override
  protected void schedule() {
    guest.callbacks().preempted(this);
  }

  @Override
  public String toString() {
    return "vcpu" + id();
  }
}
