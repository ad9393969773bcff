package shootdown.torture;

import java.util.SplittableRandom;

/// What a vCPU is to do, one step after another: which operation, and the bits that say how.
///
/// A step is a word: the operation's number above 32 bits of choice. Nothing else of an operation
/// is left to chance, so a stream of steps is a function of the seed and the vCPU, and a list of
/// steps can be played again.
@FunctionalInterface
interface Steps {
  /// The next step.
  long next();

  /// Steps drawn from a mix.
  static Steps drawn(Mix mix, long seed, int life, int vcpu) {
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + ((long) life << 8) + vcpu);
    return () -> of(mix.draw(random), random.nextInt());
  }

  static long of(Operation operation, int bits) {
    return (long) operation.ordinal() << 32 | Integer.toUnsignedLong(bits);
  }

  static Operation operation(long step) {
    return Operation.of((int) (step >>> 32));
  }

  static int bits(long step) {
    return (int) step;
  }

  /// `fork:1f`, for a person.
  static String describe(long step) {
    return operation(step).word() + ":" + Integer.toHexString(bits(step));
  }
}
