package shootdown.torture;

import shootdown.guest.CallFunction;

/// Interrupts for their own sake.
final class Calls {
  private static final CallFunction NOTHING = (cpu, info) -> {};

  private Calls() {}

  static boolean waiting(Player p, int bits) {
    return call(p, bits, true);
  }

  static boolean begun(Player p, int bits) {
    return call(p, bits, false);
  }

  private static boolean call(Player p, int bits, boolean wait) {
    long mask = (bits & 1) == 0 ? -1L : Integer.toUnsignedLong(bits) * 0x1_0000_0001L;
    p.kernel().callFunctionMask(p.cpu(), mask, NOTHING, null, wait);
    return true;
  }

  static boolean flushAll(Player p, int bits) {
    p.kernel().flushTlbAll(p.cpu());
    return true;
  }
}
