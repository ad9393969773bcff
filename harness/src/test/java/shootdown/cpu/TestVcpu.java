package shootdown.cpu;

import shootdown.sync.StallJudge;
import shootdown.trace.TraceRing;
import shootdown.trace.Witness;

/// A vCPU whose upcall only counts.
public final class TestVcpu extends Vcpu {
  private final StallJudge judge;
  private volatile boolean pending;
  private int upcalls;

  private TestVcpu(int id, StallJudge judge, int swapper, int tlbSlots) {
    super(id, judge, (TraceRing) null, swapper, tlbSlots);
    this.judge = judge;
  }

  /// The vCPUs of one machine, all on `swapper`.
  public static TestVcpu[] machine(int n, int swapper, int tlbSlots) {
    var judge = new StallJudge(new Witness());
    var all = new TestVcpu[n];
    for (int i = 0; i < n; i++) {
      all[i] = new TestVcpu(i, judge, swapper, tlbSlots);
    }
    judge.watch(all);
    return all;
  }

  public Witness witness() {
    return judge.witness();
  }

  public void raise() {
    pending = true;
  }

  public int upcalls() {
    return upcalls;
  }

  @Override
  protected boolean upcallPending() {
    return pending;
  }

  @Override
  protected void upcall() {
    pending = false;
    upcalls++;
  }

  @Override
  protected void schedule() {
    // nobody else wants the vCPU
  }
}
