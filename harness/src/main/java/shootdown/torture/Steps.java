package shootdown.torture;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/// What a vCPU is to do, one step after another: which operation, and the bits that say how.
///
/// A step is a word: the operation's number above 32 bits of choice. Nothing else of an operation
/// is left to chance, so a stream of steps is a function of the seed and the vCPU, and a list of
/// steps can be played again.
@FunctionalInterface
interface Steps {
  /// The next step; there is one until they are over.
  long next();

  /// Whether there are no more; those that are drawn never end.
  default boolean areOver() {
    return false;
  }

  /// Steps drawn from a mix.
  static Steps drawn(Mix mix, long seed, int life, int vcpu) {
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + ((long) life << 8) + vcpu);
    return () -> of(mix.draw(random), random.nextInt());
  }

  /// These, and no others.
  static Steps listed(List<Long> steps) {
    return new Steps() {
      private int next;

      @Override
      public long next() {
        return steps.get(next++);
      }

      @Override
      public boolean areOver() {
        return next == steps.size();
      }
    };
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

  /// `fork:1f`, for a person, and for [#parse].
  static String describe(long step) {
    return operation(step).word() + ":" + Integer.toHexString(bits(step));
  }

  /// Reads what [#describe] wrote.
  ///
  /// @throws IllegalArgumentException in one line
  static long parse(String text) {
    String[] parts = text.split(":", 2);
    try {
      Operation operation = Operation.named(parts[0]).orElseThrow();
      return of(operation, Integer.parseUnsignedInt(parts[1], 16));
    } catch (NoSuchElementException | ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException("no step of torture: '" + text + "'", e);
    }
  }
}
