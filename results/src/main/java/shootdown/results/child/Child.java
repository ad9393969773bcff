package shootdown.results.child;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One process, listened to line by line, that ends by itself, by the clock, or by Ctrl-C.
public final class Child {
  private final Interruption interruption;

  public Child(Interruption interruption) {
    this.interruption = interruption;
  }

  /// Runs it to its end.
  ///
  /// @param folder where it runs and leaves its files
  /// @param log where all it says is kept
  /// @param listener sees each line at once
  public Ending run(
      List<String> command, Path folder, Path log, Duration limit, Consumer<String> listener) {
    return run(command, folder, log, limit, listener, false);
  }

  /// The same for one that has a last word to say: Ctrl-C asks it to end, and ends it only if it
  /// does not.
  public Ending runPolitely(
      List<String> command, Path folder, Path log, Duration limit, Consumer<String> listener) {
    return run(command, folder, log, limit, listener, true);
  }

  private Ending run(
      List<String> command,
      Path folder,
      Path log,
      Duration limit,
      Consumer<String> listener,
      boolean politely) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      interruption.watch(process, politely);
      try {
        return listen(process, log, limit, listener);
      } finally {
        interruption.forget(process);
        Interruption.end(process);
      }
    } catch (IOException e) {
      throw new InfrastructureFailure(
          "cannot run " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  private Ending listen(Process process, Path log, Duration limit, Consumer<String> listener)
      throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        BufferedReader out = process.inputReader();
        BufferedWriter kept = Files.newBufferedWriter(log)) {
      Runnable tooLate =
          () -> {
            late.set(true);
            Interruption.end(process);
          };
      var alarm = clock.schedule(tooLate, limit.toMillis(), TimeUnit.MILLISECONDS);
      int code;
      try {
        process.getOutputStream().close();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          kept.write(line);
          kept.newLine();
          listener.accept(line);
        }
        code = process.waitFor();
      } finally {
        alarm.cancel(false); // the clock is not left before
      }
      return new Ending(why(late.get()), code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ending(Ending.Why.INTERRUPTED, -1);
    }
  }

  private Ending.Why why(boolean late) {
    if (interruption.requested()) {
      return Ending.Why.INTERRUPTED;
    }
    return late ? Ending.Why.OUT_OF_TIME : Ending.Why.BY_ITSELF;
  }
}
