package shootdown.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "frame={a} index={b}; 7; 3; frame=7 index=3",
        "{b} before {a}; 1; 2; 2 before 1",
        "mm={a:id}; -1; 0; mm=none",
        "mm={a:id}; 4; 0; mm=4",
        "lock {a:lock}{b:of}; 3; -1; lock call_lock",
        "lock {a:lock}{b:of}; 1; 2; lock page_table_lock(2)",
        "{a:mask}; 5; 0; {0,2}",
        "{a:mask}; 0; 0; {}",
        "{a:mask}; -9223372036854775807; 0; {0,63}",
        "{a:errno}; -22; 0; -EINVAL",
        "{a:errno}; 0; 0; 0",
        "{a:errno}; -999; 0; -999",
        "{a:errno}; -4294967318; 0; -4294967318",
        "{a:op}; 0; 0; NEW_BASEPTR",
        "{a:op}; 99; 0; 99",
        "{a:vector}; 1; 0; CALL_FUNCTION",
        "{a:RW|RO}; 1; 0; RO",
        "{a:RW|RO}; 2; 0; 2",
        "{a:RW|RO}; -1; 0; -1",
      })
  void readsNumbers(String text, long a, long b, String expected) {
    assertEquals(expected, Template.fill(text, a, b));
  }

  @ParameterizedTest
  @EnumSource
  void fillsEveryHoleOfEveryKind(TraceKind kind) {
    assertFalse(kind.text(0, 0).contains("{a") || kind.text(0, 0).contains("{b"), kind.text(0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void fillsEveryHoleOfEveryBreach(Breach breach) {
    String message = breach.message(2, 0, 0);
    assertFalse(message.contains("{a") || message.contains("{b"), message);
    assertEquals(breach.sentence() + ": " + breach.details(0, 0) + " cpu=2", message);
  }

  @Test
  void leavesOutAVcpuThatIsNone() {
    assertEquals(
        "nobody can take another step: waiting={0} awaited={1}",
        Breach.STALLED.message(-1, 0b01, 0b10));
  }
}
