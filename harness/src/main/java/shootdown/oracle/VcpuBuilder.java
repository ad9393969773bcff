package shootdown.oracle;

import java.util.ArrayList;
import java.util.List;
import shootdown.trace.HypercallOp;
import shootdown.trace.LockKind;

/// Builds a [VcpuState]; starts online, idle, with interrupts on, an empty batch and an empty TLB,
/// no task, lazy on no mm, no cr3.
///
/// One thread. Every method changes the builder and returns it; their arguments are the components
/// of the record.
public final class VcpuBuilder {
  private final int id;
  private final List<Translation> tlb = new ArrayList<>();
  private final BatchBuilder batch = new BatchBuilder();
  private boolean online = true;
  private boolean down;
  private Activity activity = Activity.IDLE;
  private IrqState irqs = new IrqState(false, false, false, false);
  private TaskState current = new TaskState(Snapshot.NONE, Snapshot.NONE, Snapshot.NONE);
  private boolean inSwitch;
  private LazyTlb lazyTlb = new LazyTlb(LazyTlb.State.LAZY, Snapshot.NONE);
  private Cr3State cr3 = new Cr3State(Snapshot.NONE, Snapshot.NONE, Snapshot.NONE);
  private WaitingFor waitingFor = new WaitingFor.Nothing();
  private Operation operation = new Operation(Operation.Kind.NONE, Snapshot.NONE);

  VcpuBuilder(int id) {
    this.id = id;
  }

  /// Whether it is in the online map.
  public VcpuBuilder online(boolean online) {
    this.online = online;
    return this;
  }

  /// Whether the hypervisor has it down.
  public VcpuBuilder down(boolean down) {
    this.down = down;
    return this;
  }

  /// What it was doing.
  public VcpuBuilder activity(Activity activity) {
    this.activity = activity;
    return this;
  }

  /// Its interrupt flag and event words.
  public VcpuBuilder irqs(boolean off, boolean upcallPending, boolean selected, boolean inUpcall) {
    this.irqs = new IrqState(off, upcallPending, selected, inUpcall);
    return this;
  }

  /// Its interrupt flag; nothing pending.
  public VcpuBuilder irqsOff(boolean off) {
    return irqs(off, false, false, false);
  }

  /// The task that runs.
  public VcpuBuilder current(int task, int mm, int activeMm) {
    this.current = new TaskState(task, mm, activeMm);
    return this;
  }

  /// Whether it is inside switch_mm.
  public VcpuBuilder inSwitch(boolean inSwitch) {
    this.inSwitch = inSwitch;
    return this;
  }

  /// Its cpu_tlbstate.
  public VcpuBuilder lazyTlb(LazyTlb.State state, int activeMm) {
    this.lazyTlb = new LazyTlb(state, activeMm);
    return this;
  }

  /// Its cr3 values, as root frames.
  public VcpuBuilder cr3(int asked, int issued, int loaded) {
    this.cr3 = new Cr3State(asked, issued, loaded);
    return this;
  }

  /// The lazy mode that is on.
  public VcpuBuilder lazyMode(LazyMode mode) {
    batch.mode = mode;
    return this;
  }

  /// How many batches are open.
  public VcpuBuilder batchDepth(int depth) {
    batch.depth = depth;
    return this;
  }

  /// Whether interrupts were off before and after the last balanced batch.
  public VcpuBuilder lastBatch(boolean offBefore, boolean offAfter) {
    batch.offBefore = offBefore;
    batch.offAfter = offAfter;
    return this;
  }

  /// Calls ever queued in, and ever executed from, its buffer.
  public VcpuBuilder calls(long queued, long executed) {
    batch.queued = queued;
    batch.executed = executed;
    return this;
  }

  /// A call that waits in its buffer, behind those already given.
  public VcpuBuilder queued(HypercallOp op, int frame, int queuedBy, int task, int lockedMm) {
    batch.queue.add(new QueuedCall(op, frame, queuedBy, task, lockedMm));
    return this;
  }

  /// An entry of its TLB; the walk is empty if it came from the linear map.
  public VcpuBuilder translation(
      long vpn, int frame, boolean writable, boolean live, List<Translation.Step> walk) {
    tlb.add(new Translation(vpn, frame, writable, live, walk));
    return this;
  }

  /// It spins on a lock.
  public VcpuBuilder waitsForLock(LockKind kind, int id) {
    this.waitingFor = new WaitingFor.ForLock(kind, id);
    return this;
  }

  /// It waits until a mask of vCPUs has answered.
  public VcpuBuilder waitsForAnswers(String to, long vcpus) {
    this.waitingFor = new WaitingFor.ForAnswers(to, vcpus);
    return this;
  }

  /// It waits until a frame has been validated.
  public VcpuBuilder waitsForValidation(int frame, int validator) {
    this.waitingFor = new WaitingFor.ForValidation(frame, validator);
    return this;
  }

  /// It is in the middle of an operation on an mm.
  public VcpuBuilder operation(Operation.Kind kind, int mm) {
    this.operation = new Operation(kind, mm);
    return this;
  }

  VcpuState build() {
    return new VcpuState(
        id,
        online,
        down,
        activity,
        irqs,
        current,
        inSwitch,
        lazyTlb,
        cr3,
        batch.build(),
        tlb,
        waitingFor,
        operation);
  }

  /// The parts of the batch, gathered.
  private static final class BatchBuilder {
    private final List<QueuedCall> queue = new ArrayList<>();
    private LazyMode mode = LazyMode.NONE;
    private int depth;
    private long queued;
    private long executed;
    private boolean offBefore;
    private boolean offAfter;

    BatchState build() {
      return new BatchState(mode, depth, queue, queued, executed, offBefore, offAfter);
    }
  }
}
