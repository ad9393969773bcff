package shootdown.oracle;

/// What the thread playing a vCPU was doing when the snapshot was taken.
public enum Activity {
  /// It was between two steps, or waiting for something named in [VcpuState#waitingFor].
  RUNNING,
  /// It has nothing left to do and passes interrupt points.
  IDLE,
  /// It sleeps in SCHEDOP_block until an event.
  BLOCKED
}
