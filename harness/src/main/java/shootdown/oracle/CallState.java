package shootdown.oracle;

import java.util.List;

/// A call of smp_call_function: its block and what became of it.
///
/// @param owner number of the vCPU on whose stack the block lies
/// @param function the function asked for
/// @param selected bit mask of the vCPUs that were selected
/// @param waits whether the caller waits until all have finished
/// @param started the block's started count
/// @param finished the block's finished count
/// @param returned whether the caller has returned
/// @param lateTouches accesses by handlers before publication or after return
/// @param runs every run of the function that was made for this block
public record CallState(
    int owner,
    String function,
    long selected,
    boolean waits,
    int started,
    int finished,
    boolean returned,
    int lateTouches,
    List<CallRun> runs) {

  /// Copies the runs.
  public CallState {
    runs = List.copyOf(runs);
  }

  /// How many vCPUs were selected.
  public int targets() {
    return Long.bitCount(selected);
  }

  /// How often the function ran on a vCPU.
  public long runsOn(int vcpu) {
    return runs.stream().filter(run -> run.vcpu() == vcpu).count();
  }
}
