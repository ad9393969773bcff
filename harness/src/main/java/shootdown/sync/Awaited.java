package shootdown.sync;

/// Something a vCPU can wait for: a lock, the acknowledgements of a call, a validation.
///
/// One object may be waited for under several `key`s (a frame table under the frame's number), so
/// that waiting allocates nothing.
public interface Awaited {

  /// Whether the wait is over. Called again and again by the waiter, and by whoever looks for a
  /// stall, on any thread: reads shared state only and changes nothing.
  boolean isOver(long key);

  /// The vCPUs whose progress can end the wait: the edges of the wait-for graph.
  long awaitedCpus(long key);

  /// What is waited for, in the kernel's words.
  String describe(long key);
}
