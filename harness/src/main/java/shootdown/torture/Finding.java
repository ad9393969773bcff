package shootdown.torture;

import java.util.List;
import java.util.Optional;
import shootdown.oracle.Verdict;
import shootdown.oracle.Violation;
import shootdown.sync.Stall;
import shootdown.trace.Sighting;

/// Why a life did not end as it should.
///
/// @param verdict VIOLATED, NOT_REACHED or INFRASTRUCTURE
/// @param code of the invariant broken: `S4`, or LEAK; empty if none was
/// @param message in a sentence, with its numbers
/// @param vcpu where, or -1
/// @param waits who waits for whom, a clause for each, if nobody could go on
record Finding(Verdict verdict, String code, String message, int vcpu, List<String> waits) {
  private static final String LEAK = "LEAK";

  /// @param graph who waits for whom, if nobody can go on
  static Finding of(Sighting sighting, Optional<Stall> graph) {
    return new Finding(
        Verdict.VIOLATED,
        sighting.what().code(),
        sighting.describe(),
        sighting.vcpu(),
        graph.map(Stall::clauses).orElse(List.of()));
  }

  static Finding of(Violation violation) {
    return new Finding(
        Verdict.VIOLATED,
        violation.invariant().name(),
        violation.describe(),
        violation.vcpu(),
        List.of());
  }

  static Finding leak(String what) {
    return new Finding(
        Verdict.VIOLATED, LEAK, "LEAK: not all is as it was at boot: " + what, -1, List.of());
  }

  static Finding broke(String what, int vcpu) {
    return new Finding(Verdict.INFRASTRUCTURE, "", what, vcpu, List.of());
  }

  static Finding nothingHappened(String what) {
    return new Finding(Verdict.NOT_REACHED, "", what, -1, List.of());
  }

  /// Whether something was not given back: of a whole life, and of no moment in it.
  boolean isLeak() {
    return code.equals(LEAK);
  }
}
