package shootdown.sync;

/// A wait outlived the wall-clock watchdog although the machine was not quiescent.
///
/// This says something about the host or the harness, never about the protocol: the verdict is
/// INFRASTRUCTURE.
public final class WatchdogBite extends Halt {
  private static final long serialVersionUID = 1L;

  WatchdogBite(String message) {
    super(message);
  }
}
