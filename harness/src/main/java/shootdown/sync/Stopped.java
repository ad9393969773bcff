package shootdown.sync;

/// Leaves a wait because another vCPU has halted the machine.
final class Stopped extends Halt {
  private static final long serialVersionUID = 1L;

  Stopped() {
    super("another vCPU halted the machine");
  }
}
