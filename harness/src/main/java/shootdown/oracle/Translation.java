package shootdown.oracle;

import java.util.List;

/// An entry of a vCPU's TLB.
///
/// @param vpn the virtual page
/// @param frame the frame it was filled with
/// @param writable whether it lets stores through
/// @param live whether no flush or cr3 load has ended it since
/// @param walk the entries that the fill went through, root first; empty if it came from the linear
///   map
public record Translation(long vpn, int frame, boolean writable, boolean live, List<Step> walk) {

  /// Copies the walk.
  public Translation {
    walk = List.copyOf(walk);
  }

  /// Frame of the root it was filled from, or [Snapshot#NONE] for the linear map.
  public int root() {
    return walk.isEmpty() ? Snapshot.NONE : walk.getFirst().table();
  }

  /// One entry of a walk.
  ///
  /// @param table frame of the table
  /// @param index index of the entry
  public record Step(int table, int index) {}
}
