package shootdown.explore;

/// Where a schedule leaves the straight course: at the `nth` choice that came up at a vCPU's
/// `point`, another option than the first.
record Deviation(int player, int point, int nth, Choice choice, int option) {}
