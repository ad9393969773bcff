package shootdown.sync;

/// Ends what a vCPU is doing: a BUG, a stall, or a peer's.
///
/// Carries no stack trace: a hunt on a broken kernel throws it by the million.
public abstract class Halt extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected Halt(String message) {
    super(message, null, false, false);
  }
}
