package shootdown.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {
  private static final String GOOD =
      """
      shootdown schedule 1
      story   shootdown.stress.Exit_02_QueuedSwitch
      kernel  seed
      memory  tso
      fills   2
      outcome S4 pinned bit cleared, overlapped
      vcpu1 at 14.0 preempt 1
      vcpu0 at 20.3 drain 2
      vcpu0 at 21.0 turn 1
      vcpu1 at 30.0 wake 1
      """;

  @Test
  void readsWhatItWrites() {
    Schedule schedule = Schedule.parse(GOOD);
    assertEquals(GOOD, schedule.toString());
    assertEquals("shootdown.stress.Exit_02_QueuedSwitch", schedule.story());
    assertEquals("seed", schedule.kernel());
    assertEquals(MemoryModel.TSO, schedule.model());
    assertEquals(2, schedule.fills());
    assertEquals("S4 pinned bit cleared, overlapped", schedule.outcome());
    assertEquals(3, schedule.cost()); // to be woken is free
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shootdown schedule 1 | shootdown schedule 2 | line 1: expected 'shootdown schedule 1'",
        "kernel  seed         | story   again        | line 3: story given twice",
        "kernel  seed         | ''                   | line 10: no kernel given",
        "memory  tso          | memory  arm          | line 10: memory is sc or tso",
        "fills   2            | fills   9            | line 10: fills is a number up to 8",
        "preempt 1            | prempt 1             | line 7: no such choice",
        "vcpu1 at 14.0        | vcpu1 at             | line 7: expected 'vcpu<n> at"
            + " <point>.<choice> <kind> <option>'",
        "turn 1               | turn 1 <script>      | line 9: expected 'vcpu<n> at"
            + " <point>.<choice> <kind> <option>'",
      })
  void saysWhichLineIsWrong(String good, String bad, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Schedule.parse(GOOD.replace(good, bad)))
            .getMessage());
  }

  @Test
  void refusesAnEmptyOne() {
    assertEquals(
        "line 1: empty",
        assertThrows(IllegalArgumentException.class, () -> Schedule.parse("")).getMessage());
  }
}
