package shootdown.torture;

import shootdown.oracle.Verdict;
import shootdown.oracle.Violation;
import shootdown.trace.Sighting;

/// Why a life did not end as it should.
///
/// @param verdict VIOLATED, NOT_REACHED or INFRASTRUCTURE
/// @param code of the invariant broken: `S4`, or LEAK; empty if none was
/// @param message in a sentence, with its numbers
/// @param vcpu where, or -1
record Finding(Verdict verdict, String code, String message, int vcpu) {

  static Finding of(Sighting sighting) {
    return new Finding(
        Verdict.VIOLATED, sighting.what().code(), sighting.describe(), sighting.vcpu());
  }

  static Finding of(Violation violation) {
    return new Finding(
        Verdict.VIOLATED, violation.invariant().name(), violation.describe(), violation.vcpu());
  }

  static Finding leak(String what) {
    return new Finding(Verdict.VIOLATED, "LEAK", "LEAK: not all is as it was at boot: " + what, -1);
  }

  static Finding broke(String what, int vcpu) {
    return new Finding(Verdict.INFRASTRUCTURE, "", what, vcpu);
  }

  static Finding nothingHappened(String what) {
    return new Finding(Verdict.NOT_REACHED, "", what, -1);
  }
}
