package shootdown.results.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import shootdown.results.child.Deadline;

class TerminalProgressTest {
  private final StringWriter err = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void aPipeGetsAPlainLineEveryHalfMinute() {
    TerminalProgress progress = progress(false);
    progress.begin("hunting", 100);
    for (int second = 1; second <= 65; second++) {
      clock.addAndGet(1_000_000_000);
      progress.update(second, 100);
    }
    progress.end();

    assertEquals(
        """
        hunting: 30 of 100, 30 s passed, about 1 min 10 s to go
        hunting: 60 of 100, 1 min 00 s passed, about 40 s to go
        """,
        err.toString());
  }

  @Test
  void aTerminalGetsOneLineThatGoesAway() {
    TerminalProgress progress = progress(true);
    progress.begin("hunting", 100);
    assertEquals("\rhunting: starting, 0 s passed, about 1 min 40 s to go", err.toString());
    progress.say("found something");
    assertTrue(err.toString().endsWith("\rfound something\n"));
    assertFalse(err.toString().contains("\u001b"), "no escape sequences");
  }

  @Test
  void aPartOfACampaignTellsWhenAllOfItIsOver() {
    Deadline all = new Deadline(clock.get() + 90_000_000_000L, false);
    TerminalProgress progress = new TerminalProgress(new PrintWriter(err), true, clock::get, all);
    clock.addAndGet(15_000_000_000L);
    progress.begin("hunting", 40);
    assertEquals(
        "\rhunting: starting, 0 s passed, about 40 s to go; all of it in 1 min 15 s",
        err.toString());
  }

  /// Ten seconds of starting up must not count as the price of a unit.
  @Test
  void startingUpIsPaidOnce() {
    Eta eta = new Eta(60);
    assertEquals(50, eta.secondsToGo(10, 40));
    eta.observe(12, 1);
    eta.observe(20, 5);
    assertEquals(70, eta.secondsToGo(20, 40));
    assertEquals(69, eta.secondsToGo(21, 40));
  }

  private TerminalProgress progress(boolean interactive) {
    return new TerminalProgress(new PrintWriter(err), interactive, clock::get);
  }
}
