package shootdown.sync;

import java.util.List;

/// Nobody can go on: every vCPU waits or idles, and no wake condition is true (L1 to L5).
///
/// The message is the wait-for graph at the moment of exact quiescence.
public final class Stall extends Halt {
  private static final long serialVersionUID = 1L;

  static final String AND = "; ";

  Stall(String waitForGraph) {
    super(waitForGraph);
  }

  /// The wait-for graph, a clause for each vCPU that waits.
  public List<String> clauses() {
    return List.of(String.valueOf(getMessage()).split(AND));
  }
}
