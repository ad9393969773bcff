package shootdown.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class MainTest {
  @Test
  void helpIsNoError() {
    assertEquals(0, new CommandLine(new Main()).execute("--help"));
  }
}
