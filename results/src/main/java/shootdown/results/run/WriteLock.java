package shootdown.results.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps two processes from writing one run. The system holds it, and takes it back from whoever is
/// killed. Its file is not the result file: to close a reader of that would give up the lock.
final class WriteLock {
  private static final String FILE = ".lock";

  private final FileChannel channel;

  private WriteLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes it.
  ///
  /// @throws Unreadable if another one has it
  static WriteLock of(Path run) throws IOException {
    Path file = run.resolve(FILE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new WriteLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // somebody else in this very process
    }
    channel.close();
    throw new Unreadable(run, "is still being written by another process");
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      return; // the system takes it back at the end
    }
  }
}
