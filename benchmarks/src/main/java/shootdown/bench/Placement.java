package shootdown.bench;

/// How far apart the host had the two cores during a round; it moves them as it likes.
///
/// Told by the anchors themselves: between siblings one word never leaves the core, and two words
/// cost twice what one costs, since the pauses of one thread leave the core to the other. Seen
/// here, A1 and A2: 32 and 55 ns between siblings, 70 to 93 and 99 to 126 under one L3, 350 to 435
/// and 340 to 400 between cores that are far; the ratio alone tells the first two apart badly (1.7,
/// and 1.1 to 1.65).
enum Placement {
  SMT_SIBLINGS,
  SAME_L3,
  FAR;

  private static final double SIBLINGS_NANOS = 50;
  private static final double SIBLINGS_RATIO = 1.8;
  private static final double FAR_NANOS = 250;

  /// The one that most rounds were in; ties go to the nearer.
  static Placement commonest(Placement[] seen) {
    int[] rounds = new int[values().length];
    Placement best = SMT_SIBLINGS;
    for (Placement p : seen) {
      rounds[p.ordinal()]++;
    }
    for (Placement p : values()) {
      best = rounds[p.ordinal()] > rounds[best.ordinal()] ? p : best;
    }
    return best;
  }

  /// @param a1 ns of a round trip over one word
  /// @param a2 ns of a round trip over two words
  static Placement of(double a1, double a2) {
    if (Math.min(a1, a2) > FAR_NANOS) {
      return FAR;
    }
    return a1 < SIBLINGS_NANOS || a2 / a1 > SIBLINGS_RATIO ? SMT_SIBLINGS : SAME_L3;
  }
}
