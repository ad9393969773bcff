package shootdown.oracle;

/// The per-CPU cpu_tlbstate.
///
/// @param state whether the loaded mm is in use or only borrowed
/// @param activeMm the mm it names, or [Snapshot#NONE]
public record LazyTlb(State state, int activeMm) {

  /// The two states. A vCPU that has never switched counts as lazy.
  public enum State {
    /// The task that runs uses the mm.
    OK,
    /// The mm is merely still loaded; a flush may take it away.
    LAZY
  }
}
