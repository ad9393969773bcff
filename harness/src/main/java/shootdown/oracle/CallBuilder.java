package shootdown.oracle;

import java.util.ArrayList;
import java.util.List;

/// Builds a [CallState]; starts as a call that nobody has been selected for, not returned.
///
/// One thread. Every method changes the builder and returns it; their arguments are the components
/// of the record.
public final class CallBuilder {
  private final int owner;
  private final String function;
  private final List<CallRun> runs = new ArrayList<>();
  private long selected;
  private boolean waits;
  private int started;
  private int finished;
  private boolean returned;
  private int lateTouches;

  CallBuilder(int owner, String function) {
    this.owner = owner;
    this.function = function;
  }

  /// Who was selected, and whether the caller waits for the end.
  public CallBuilder selected(long vcpus, boolean waits) {
    this.selected = vcpus;
    this.waits = waits;
    return this;
  }

  /// The two counts of the block.
  public CallBuilder counts(int started, int finished) {
    this.started = started;
    this.finished = finished;
    return this;
  }

  /// The caller has returned.
  public CallBuilder returned() {
    this.returned = true;
    return this;
  }

  /// Accesses outside publication and return.
  public CallBuilder lateTouches(int lateTouches) {
    this.lateTouches = lateTouches;
    return this;
  }

  /// A run of what the block asked for, by the vCPU that the owner sent an IPI to.
  public CallBuilder run(int vcpu) {
    return run(vcpu, owner, function);
  }

  /// A run on a vCPU, answering a sender's IPI, of the function it saw.
  public CallBuilder run(int vcpu, int sender, String seen) {
    runs.add(new CallRun(vcpu, sender, seen));
    return this;
  }

  CallState build() {
    return new CallState(
        owner, function, selected, waits, started, finished, returned, lateTouches, runs);
  }
}
