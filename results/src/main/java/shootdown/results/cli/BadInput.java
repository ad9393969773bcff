package shootdown.results.cli;

/// Input that cannot be used; the message is the one line that the user gets.
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }
}
