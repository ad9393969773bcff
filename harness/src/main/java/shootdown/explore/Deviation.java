package shootdown.explore;

/// Where a schedule leaves the straight course: at the `nth` choice of its kind or of others that
/// came up at a vCPU's access number `point`, another option than the first. What is numbered does
/// not depend on which places are known to be shared, see [Moment#point] and [Moment#nth].
record Deviation(int player, int point, int nth, Choice choice, int option) {}
