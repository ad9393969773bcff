package shootdown.sync;

/// Nobody can go on: every vCPU waits or idles, and no wake condition is true (L1 to L5).
///
/// The message is the wait-for graph at the moment of exact quiescence.
public final class Stall extends Halt {
  private static final long serialVersionUID = 1L;

  Stall(String waitForGraph) {
    super(waitForGraph);
  }
}
