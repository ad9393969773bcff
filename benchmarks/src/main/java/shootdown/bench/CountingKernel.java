package shootdown.bench;

import org.jspecify.annotations.Nullable;
import shootdown.guest.AfterIssue;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.McBuffer;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// Counts why its batches end. For one vCPU: a kernel has no state, but this one keeps counts.
public final class CountingKernel extends FixedKernel {
  private int slots;
  private int args;
  private int callbacks;
  private int explicit;
  private int operations;
  private boolean issuing;
  private boolean forCallback;

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public void mcIssue(Cpu cpu, LazyMode queuedIn) {
    issuing = true;
    super.mcIssue(cpu, queuedIn);
    issuing = false;
  }

  @Override
  public void setLazyMode(Cpu cpu, LazyMode mode) {
    issuing = true;
    super.setLazyMode(cpu, mode);
    issuing = false;
  }

  @Override
  public void queueCallback(Cpu cpu, AfterIssue callback, int frame, @Nullable Mm mm) {
    forCallback = !mcBuffer(cpu).hasRoomForCallback();
    super.queueCallback(cpu, callback, frame, mm);
    forCallback = false;
  }

  @Override
  public int issueList(Cpu cpu, McBuffer mc) {
    operations += mc.size();
    if (issuing) {
      explicit++;
    } else if (forCallback) {
      callbacks++;
    } else if (mc.outOfEntries()) {
      slots++;
    } else {
      args++;
    }
    return super.issueList(cpu, mc);
  }

  void forget() {
    slots = 0;
    args = 0;
    callbacks = 0;
    explicit = 0;
    operations = 0;
  }

  int slots() {
    return slots;
  }

  int args() {
    return args;
  }

  int callbacks() {
    return callbacks;
  }

  int explicit() {
    return explicit;
  }

  int operations() {
    return operations;
  }
}
