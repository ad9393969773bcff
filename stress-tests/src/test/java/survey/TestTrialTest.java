package survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The harness's tests, asked for mutants of one class.
final class TestTrialTest {
  private static final Path TESTS = Path.of("../harness/target/test-classes");

  @AfterEach
  void turnOff() {
    int[] _ = Switch.count(0);
  }

  @ParameterizedTest
  @CsvSource({
    "resetPerCpu, skip irqDisable, KILLED",
    "leaveLastMm, skip clearVolatile, KILLED",
    "resetPerCpu, 'swap setTlbState, setTlbActiveMm', SURVIVED",
  })
  void asksTheTestsOfSmp(String method, String what, String word) throws IOException {
    var classes = new MutatedClasses(Pattern.compile("shootdown/smp/CpuLife[.]class"));
    var trial = new TestTrial(classes, TESTS, Pattern.compile("shootdown/smp/SmpTest[.]class"));
    String verdict =
        classes.mutants().stream()
            .filter(m -> m.method().equals("smp/CpuLife." + method) && m.what().equals(what))
            .findFirst()
            .map(trial::judge)
            .map(Verdict::word)
            .orElseThrow();
    assertEquals(word, verdict);
  }

  @Test
  void whoKilledIsNamedWithItsTest() throws IOException {
    var classes = new MutatedClasses(Pattern.compile("shootdown/smp/CpuLife[.]class"));
    var trial = new TestTrial(classes, TESTS, Pattern.compile("shootdown/smp/SmpTest[.]class"));
    Verdict verdict =
        classes.mutants().stream()
            .filter(m -> m.what().equals("skip setDownVolatile"))
            .findFirst()
            .map(trial::judge)
            .orElseThrow();
    assertTrue(verdict.how().endsWith(" by SmpTest"), verdict::how);
  }

  @Test
  void withoutTestsNothingIsAsked() throws IOException {
    var classes = new MutatedClasses(Pattern.compile("shootdown/smp/CpuLife[.]class"));
    Pattern none = Pattern.compile("nothing");
    assertThrows(IllegalArgumentException.class, () -> new TestTrial(classes, TESTS, none));
  }
}
