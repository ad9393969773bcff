package example;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// Flushes nobody but itself.
public final class LocalFlushKernel extends FixedKernel {
  @Override
  public String name() {
    return "local-flush";
  }

  @Override
  public void flushTlbOthers(Cpu cpu, long mask, Mm mm, int vpn) {
    // deliberate: the others keep what they have
  }
}
