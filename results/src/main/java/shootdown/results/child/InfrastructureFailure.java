package shootdown.results.child;

import java.util.List;

/// What broke once children ran: nothing was learnt, and trying again may help.
public final class InfrastructureFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> output;

  public InfrastructureFailure(String message) {
    this(message, List.of());
  }

  /// With the last of what the child said.
  public InfrastructureFailure(String message, List<String> output) {
    super(message);
    this.output = List.copyOf(output);
  }

  public InfrastructureFailure(String message, Throwable cause) {
    super(message, cause);
    this.output = List.of();
  }

  /// What the child said last, or nothing.
  public List<String> output() {
    return output;
  }
}
