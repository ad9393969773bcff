package shootdown.trace;

/// Sees the events of one vCPU as they happen, on the thread that plays it, where its [TraceRing]
/// keeps the last of them or none: to count them, or to hand them on.
///
/// It is called between any two steps of the protocol: it waits for nothing, and orders nothing
/// that the protocol leaves unordered.
@FunctionalInterface
public interface Watcher {
  /// Sees one event; `a` and `b` as in the kind.
  void saw(TraceKind kind, long a, long b);
}
