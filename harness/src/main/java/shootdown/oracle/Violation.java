package shootdown.oracle;

import java.util.ArrayList;
import java.util.List;
import shootdown.trace.Sighting;

/// One rule broken in one place.
///
/// @param invariant the rule
/// @param sentence what is wrong, without numbers
/// @param vcpu the vCPU it is wrong on, or [Snapshot#NONE]
/// @param frame the frame it is wrong with, or [Snapshot#NONE]
/// @param details further numbers, each `key=value`
public record Violation(
    Invariant invariant, String sentence, int vcpu, int frame, List<String> details) {

  /// Copies the details.
  public Violation {
    details = List.copyOf(details);
  }

  /// A violation without circumstances; the methods below add them.
  static Violation of(Invariant invariant, String sentence) {
    return new Violation(invariant, sentence, Snapshot.NONE, Snapshot.NONE, List.of());
  }

  /// What the witness saw on the spot, as a violation.
  public static Violation of(Sighting sighting) {
    return of(Invariant.valueOf(sighting.what().code()), sighting.what().sentence())
        .on(sighting.vcpu())
        .plus(sighting.what().details(sighting.a(), sighting.b()));
  }

  /// On a vCPU.
  Violation on(int vcpu) {
    return new Violation(invariant, sentence, vcpu, frame, details);
  }

  /// About a frame.
  Violation frame(int frame) {
    return new Violation(invariant, sentence, vcpu, frame, details);
  }

  /// With one more number or word.
  Violation with(String key, Object value) {
    return plus(key + "=" + value);
  }

  /// The sentence, then the frame, the details and the vCPU as `key=value`.
  public String message() {
    List<String> pairs = new ArrayList<>();
    if (frame != Snapshot.NONE) {
      pairs.add("frame=" + frame);
    }
    pairs.addAll(details);
    if (vcpu != Snapshot.NONE) {
      pairs.add("cpu=" + vcpu);
    }
    return pairs.isEmpty() ? sentence : sentence + ": " + String.join(" ", pairs);
  }

  /// The invariant's id, then the message.
  public String describe() {
    return invariant + ": " + message();
  }

  private Violation plus(String detail) {
    List<String> more = new ArrayList<>(details);
    more.add(detail);
    return new Violation(invariant, sentence, vcpu, frame, more);
  }
}
