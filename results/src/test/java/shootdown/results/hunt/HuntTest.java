package shootdown.results.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shootdown.results.Fixtures;
import shootdown.results.run.StoryRecord;

/// Forks are heard of one by one, and come to what jcstress says of them at its end.
class HuntTest {
  @Test
  void whatTheConsoleSaidForkByForkIsWhatTheBlobHolds() {
    List<ForkResult> heard = new java.util.ArrayList<>();
    JcstressConsole console = new JcstressConsole(0.1, heard::add);
    Fixtures.text("hunt/sample-seed-console.txt").lines().forEach(console::accept);
    assertEquals(4, heard.size());
    assertEquals(
        outcomes(Blob.read(Fixtures.path("hunt/sample-seed.bin.gz"))).keySet(),
        outcomes(heard).keySet());
    assertEquals(heard, console.salvage());
  }

  @Test
  void aForkIsHeardOfBeforeTheNextOneEnds() {
    List<ForkResult> heard = new java.util.ArrayList<>();
    JcstressConsole console = new JcstressConsole(0.1, heard::add);
    List<String> lines = Fixtures.text("hunt/sample-seed-console.txt").lines().toList();
    List<Integer> ends = new java.util.ArrayList<>();
    for (int n = 0; n < lines.size(); n++) {
      int before = heard.size();
      console.accept(lines.get(n));
      if (heard.size() > before) {
        ends.add(n);
      }
    }
    assertEquals(4, ends.size());
    assertTrue(lines.get(ends.getFirst()).startsWith("(ETA:"), lines.get(ends.getFirst()));
  }

  private static Map<String, Long> outcomes(List<ForkResult> forks) {
    StoryRecord record = Tallies.of("seed", forks, "blob").getFirst();
    return record.outcomes();
  }
}
