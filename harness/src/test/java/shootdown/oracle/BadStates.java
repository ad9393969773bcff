package shootdown.oracle;

import java.util.stream.Stream;

/// Every crafted bad state.
final class BadStates {
  private BadStates() {}

  static Stream<BadState> all() {
    return Stream.of(
            BadTables.all(),
            BadTypes.all(),
            BadBatches.all(),
            BadCr3s.all(),
            BadTlbs.all(),
            BadCalls.all(),
            BadVcpus.all(),
            BadWaits.all())
        .flatMap(states -> states);
  }
}
