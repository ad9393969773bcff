package shootdown.results.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.Fixtures;
import shootdown.results.run.Unreadable;

class BlobTest {
  @TempDir Path folder;

  @Test
  void readsARecordedBlob() {
    List<ForkResult> forks = Blob.read(Fixtures.path("hunt/sample-seed.bin.gz"));

    assertEquals(4, forks.size());
    assertEquals(2, forks.getFirst().actors());
    assertEquals(0.1, forks.getFirst().seconds());
    var record = Tallies.of("seed", forks, "blob").getFirst();
    assertEquals("shootdown.results.sample.Sample_01_Holds", record.id());
    assertEquals(
        3_386_419, record.outcomes().get("S4 pinned bit cleared while referenced, overlapped"));
    assertEquals(List.of(), record.troubles());
  }

  @Test
  void refusesATruncatedBlob() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("hunt/sample-seed.bin.gz"));
    assertRefused(Arrays.copyOf(whole, whole.length / 2), "truncated");
  }

  @Test
  void refusesAnEmptyBlob() throws IOException {
    assertRefused(new byte[0], "empty or truncated");
  }

  @Test
  void refusesADamagedBlob() throws IOException {
    byte[] damaged = Files.readAllBytes(Fixtures.path("hunt/sample-seed.bin.gz"));
    Arrays.fill(damaged, 200, 300, (byte) 0x55);
    assertRefused(damaged, "damaged");
  }

  @Test
  void refusesWhatIsNoBlobAtAll() throws IOException {
    assertRefused("hello".getBytes(StandardCharsets.UTF_8), "not a jcstress");
  }

  @Test
  void refusesAMissingFile() {
    Path missing = folder.resolve("missing.bin.gz");
    assertEquals(
        missing + ": does not exist", Fixtures.refusal(Unreadable.class, () -> Blob.read(missing)));
  }

  /// `URI` is harmless and serialisable, and still nothing that a result is made of.
  @Test
  void refusesAForeignClassBeforeItIsMade() throws IOException {
    Path file = folder.resolve("foreign.bin.gz");
    try (ObjectOutputStream out =
        new ObjectOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeObject(URI.create("http://example.org"));
    }
    String message = Fixtures.refusal(Unreadable.class, () -> Blob.read(file));
    assertTrue(message.contains("REJECTED"), message);
  }

  /// Let in by the filter, but no result either.
  @Test
  void refusesAnObjectThatIsNoResult() throws IOException {
    Path file = folder.resolve("string.bin.gz");
    try (ObjectOutputStream out =
        new ObjectOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeObject("hello");
    }
    String message = Fixtures.refusal(Unreadable.class, () -> Blob.read(file));
    assertTrue(message.contains("not a jcstress result"), message);
  }

  private void assertRefused(byte[] content, String reason) throws IOException {
    Path file = Files.write(folder.resolve("results.bin.gz"), content);
    String message = Fixtures.refusal(Unreadable.class, () -> Blob.read(file));
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(reason), message);
    assertEquals(1, message.lines().count());
  }
}
