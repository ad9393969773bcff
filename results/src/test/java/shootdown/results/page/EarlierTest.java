package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.Fixtures;
import shootdown.results.run.RunReader;

class EarlierTest {
  @TempDir Path results;

  private Report stored(String fixture, String name) throws IOException {
    Path folder = Files.createDirectories(results.resolve("runs").resolve(name));
    Files.copy(Fixtures.path(fixture), folder.resolve(RunReader.FILE));
    return Report.of(List.of(RunReader.read(folder)));
  }

  @Test
  void isTheRunBeforeOfTheSameCommandAndKernel() throws IOException {
    stored("page/earlier.jsonl", "20260725T120000Z-campaign");
    Report now = stored("run/golden.jsonl", "20260801T120000Z-campaign");
    Earlier earlier = Earlier.in(results, now);
    assertEquals(Optional.of("20260725T120000Z-campaign"), earlier.since().map(Since::run));
    assertEquals(
        List.of("20260801T120000Z-campaign", "20260725T120000Z-campaign"),
        earlier.history().stream().map(Past::name).toList());
    assertEquals(List.of(5L, 4L), earlier.history().stream().map(Past::failures).toList());
  }

  @Test
  void nothingPrecedesTheFirst() throws IOException {
    Report first = stored("page/earlier.jsonl", "20260725T120000Z-campaign");
    stored("run/golden.jsonl", "20260801T120000Z-campaign");
    assertEquals(Optional.empty(), Earlier.in(results, first).since());
  }

  @Test
  void aDamagedRunIsALineOfTheHistory() throws IOException {
    Report now = stored("run/golden.jsonl", "20260801T120000Z-campaign");
    Path damaged = Files.createDirectories(results.resolve("runs/20260802T120000Z-hunt"));
    Files.writeString(damaged.resolve(RunReader.FILE), "{\n");
    Past past = Earlier.in(results, now).history().getFirst();
    assertEquals("? unreadable", past.mark());
    assertTrue(past.note().startsWith("is damaged or foreign at line 1"), past.note());
  }
}
