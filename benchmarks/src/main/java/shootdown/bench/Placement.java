package shootdown.bench;

/// How far apart the host had the two cores during a round; it moves them as it likes.
///
/// Told by the anchors themselves: between siblings two words cost twice what one word costs, since
/// the pauses of one thread leave the core to the other; elsewhere about the same. Results of
/// different placements are never mixed.
enum Placement {
  SMT_SIBLINGS,
  SAME_L3,
  FAR;

  private static final double SIBLINGS_RATIO = 1.5;
  private static final double FAR_NANOS = 250;

  /// @param a1 ns of a round trip over one word
  /// @param a2 ns of a round trip over two words
  static Placement of(double a1, double a2) {
    if (a1 > FAR_NANOS) {
      return FAR;
    }
    return a2 / a1 > SIBLINGS_RATIO ? SMT_SIBLINGS : SAME_L3;
  }
}
