package shootdown.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NumberingTest {

  @ParameterizedTest
  @EnumSource
  void findsEveryBreachAgain(Breach breach) {
    assertEquals(Optional.of(breach), Breach.NUMBERS.at(breach.index()));
  }

  @ParameterizedTest
  @EnumSource
  void findsEveryOperationAgain(HypercallOp op) {
    assertEquals(Optional.of(op), HypercallOp.NUMBERS.at(op.index()));
  }

  @ParameterizedTest
  @EnumSource
  void findsEveryLockAgain(LockKind lock) {
    assertEquals(Optional.of(lock), LockKind.NUMBERS.at(lock.index()));
    assertEquals(Optional.empty(), LockKind.NUMBERS.at(LockKind.values().length));
    assertEquals(Optional.empty(), LockKind.NUMBERS.at(-1));
  }
}
