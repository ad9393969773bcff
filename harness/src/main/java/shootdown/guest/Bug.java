package shootdown.guest;

import shootdown.sync.Halt;
import shootdown.trace.Breach;

/// The guest kernel's `BUG()`: this vCPU does nothing more, and the machine halts.
public final class Bug extends Halt {
  private static final long serialVersionUID = 1L;

  private Bug(String message) {
    super(message);
  }

  /// Reports what is wrong and dies of it.
  public static Bug on(Cpu cpu, Breach what, long a, long b) {
    cpu.breach(what, a, b);
    return new Bug("BUG: " + what.message(cpu.id(), a, b));
  }
}
