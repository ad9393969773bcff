package shootdown.sync;

/// What the player of a vCPU is doing, as the stall judge sees it.
public enum Activity {
  /// Nobody plays this vCPU: it takes no step and answers no interrupt.
  OFFSTAGE,
  /// A player has been announced, or is between two waits: it can take a step.
  RUNNING,
  /// Spins on an [Awaited], serving its mailbox where interrupts are on.
  WAITING,
  /// Spins inside the hypervisor, where no interrupt is taken.
  IN_HYPERVISOR,
  /// Has nothing to do but to answer interrupts.
  IDLE,
  /// The same, until somebody outside the machine has work for it: nobody's stall but that of those
  /// who wait for it.
  LISTENING,
  /// Sleeps in SCHEDOP_block; only a kick wakes it.
  BLOCKED;

  /// More than there are; a power of two.
  static final int COUNT = 8;

  private static final Activity[] ALL = values();

  static Activity of(int ordinal) {
    return ALL[ordinal];
  }
}
