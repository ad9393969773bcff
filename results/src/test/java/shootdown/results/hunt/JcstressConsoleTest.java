package shootdown.results.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import shootdown.results.Fixtures;

class JcstressConsoleTest {
  private final JcstressConsole console = new JcstressConsole(0.1);

  @Test
  void salvagesExactlyWhatTheBlobHolds() {
    Fixtures.text("hunt/sample-seed-console.txt").lines().forEach(console::accept);

    var salvaged = Tallies.of("seed", console.salvage(), "blob");
    var written = Tallies.of("seed", Blob.read(Fixtures.path("hunt/sample-seed.bin.gz")), "blob");
    assertEquals(written, salvaged);
  }

  @Test
  void salvagesTheForksThatWereDoneWhenItWasCutShort() {
    List<String> lines = Fixtures.text("hunt/sample-seed-console.txt").lines().toList();
    int second = lines.indexOf("(JVMs: 0 starting, 1 running, 0 finishing)");
    lines.subList(0, second).forEach(console::accept);

    assertEquals(1, console.salvage().size());
    assertEquals(3, console.salvage().getFirst().outcomes().size());
  }

  @Test
  void knowsHowFarItIs() {
    assertEquals(0, console.planned());
    console.accept("(Results: 36 planned; 12 passed, 3 failed, 2 soft errs, 1 hard errs)");
    assertEquals(36, console.planned());
    assertEquals(18, console.done());
  }

  @Test
  void remembersACrash() {
    console.accept("...... [VM ERROR] a.Story");
    console.accept("  Fork: #1");
    console.accept("(ETA: now)");

    assertEquals(List.of("VM ERROR"), console.salvage().getFirst().troubles());
  }

  @Test
  void hearsThatTestsWereDropped() {
    assertFalse(console.droppedSome());
    console.accept("      No scheduling is possible, these tests would not run.");
    assertTrue(console.droppedSome());
  }

  @Test
  void lastWordsAreTheLastComplaint() {
    assertEquals("it said nothing", console.lastWords().toString());
    console.accept("FATAL: No matching tests.");
    console.accept("");
    console.accept("\tat org.openjdk.jcstress.Main.main(Main.java:60)");
    assertEquals("FATAL: No matching tests.", console.lastWords().toString());
  }
}
