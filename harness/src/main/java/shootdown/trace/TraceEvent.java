package shootdown.trace;

/// One event as it is read back: where it stands in the order of the machine, who did it, what.
///
/// @param order the number [TraceClock] gave it, unique within a machine
/// @param vcpu number of the vCPU that recorded it
/// @param kind what happened
/// @param a first number, its meaning is told by the kind
/// @param b second number, its meaning is told by the kind
public record TraceEvent(long order, int vcpu, TraceKind kind, long a, long b) {

  /// The event in words, without order and vCPU.
  public String text() {
    return kind.text(a, b);
  }
}
