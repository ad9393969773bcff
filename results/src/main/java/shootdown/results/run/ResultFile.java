package shootdown.results.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// `results.jsonl` while it is written: each line is one write at its end, there whole or, if that
/// failed, not at all. Any thread.
final class ResultFile {
  private final Path file;

  ResultFile(Path file) {
    this.file = file;
  }

  /// Writes one line, now.
  ///
  /// @throws CannotWrite if it cannot; then nothing of it is left
  synchronized void append(Entry entry) {
    String line = Json.lines().writerFor(Entry.class).writeValueAsString(entry) + "\n";
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      write(channel, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    long end = channel.size();
    channel.position(end);
    try {
      while (bytes.hasRemaining()) {
        int _ = channel.write(bytes);
      }
    } catch (IOException e) {
      takeBack(channel, end, e);
      throw e;
    }
  }

  /// Half a line would spoil the next one.
  private static void takeBack(FileChannel channel, long end, IOException why) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  /// Takes away what a process that was killed in the middle of a write has left.
  void cutOffTornLine() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(RunReader.whole(bytes));
    }
  }
}
