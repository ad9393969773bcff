package shootdown.explore;

/// How an execution ended.
enum Ending {
  /// Every vCPU came to its end.
  COMPLETE,
  /// The strategy had seen enough.
  CUT,
  /// Nobody could go on, and the stall judge did not notice.
  DEADLOCK,
  /// It went on for longer than anything sensible does.
  LIVELOCK
}
