package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Options;

/// jcstress.jar is used with the command line of jcstress: its option parser must fit.
class CommandLineTest {
  @Test
  void helpIsPrinted() throws Exception {
    assertFalse(new Options(new String[] {"-h"}).parse(), "nothing to run after that");
  }

  @Test
  void theOptionsOfTheReadmeAreKnown() throws Exception {
    assertTrue(new Options(new String[] {"-t", "Exit_02", "-f", "1", "-iters", "2"}).parse());
  }
}
