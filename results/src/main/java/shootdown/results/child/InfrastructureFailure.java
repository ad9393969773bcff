package shootdown.results.child;

/// What broke once children ran: nothing was learnt, and trying again may help.
public final class InfrastructureFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InfrastructureFailure(String message) {
    super(message);
  }

  public InfrastructureFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
