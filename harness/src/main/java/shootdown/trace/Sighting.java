package shootdown.trace;

/// A breach with its circumstances.
///
/// @param what the rule broken
/// @param vcpu the vCPU that broke it, -1 if none
/// @param a first number, see the constant
/// @param b second number, see the constant
public record Sighting(Breach what, int vcpu, long a, long b) {

  /// The sentence and its `key=value` pairs, without the code of the invariant.
  public String message() {
    return what.message(vcpu, a, b);
  }

  /// The code of the invariant, then the message.
  public String describe() {
    return what.code() + ": " + message();
  }
}
