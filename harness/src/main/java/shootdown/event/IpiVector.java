package shootdown.event;

/// Why one vCPU interrupts another; each vCPU has one port bound for each.
///
/// Stands for: `enum ipi_vector`, include/asm-i386/xen/events.h.
public enum IpiVector {
  /// "Look whether you should reschedule": its handler does nothing, the return from it does.
  RESCHEDULE,
  /// "Run the function of the call that is published."
  CALL_FUNCTION;

  private static final IpiVector[] ALL = values();

  public static final int COUNT = ALL.length;

  public static IpiVector of(int ordinal) {
    return ALL[ordinal];
  }
}
