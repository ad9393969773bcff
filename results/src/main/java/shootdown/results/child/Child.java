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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import shootdown.results.run.CannotWrite;

/// One process, listened to line by line, that ends by itself, by the clock, or by Ctrl-C.
public final class Child {
  private final Interruption interruption;
  private final Deadline deadline;

  public Child(Interruption interruption) {
    this(interruption, Deadline.NEVER);
  }

  /// One of many that together may take no longer than that.
  public Child(Interruption interruption, Deadline deadline) {
    this.interruption = interruption;
    this.deadline = deadline;
  }

  /// Whether it is one of many that together have a deadline.
  public boolean isHurried() {
    return !deadline.never();
  }

  /// Whether that deadline is over.
  public boolean isOver() {
    return deadline.left().isZero();
  }

  /// Whether one was ended for the others' sake while it was at work: it did not hang.
  ///
  /// @param patience longer than it is ever silent at work
  public boolean wasCutShort(Ending ending, Duration patience) {
    return isHurried()
        && ending.why() == Ending.Why.OUT_OF_TIME
        && ending.silence().compareTo(patience) < 0;
  }

  /// Whether somebody wants all of it to end.
  public boolean isInterrupted() {
    return interruption.requested();
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
    Process process = start(command, folder);
    interruption.watch(process, politely);
    try {
      return listen(process, log, deadline.atMost(limit), listener);
    } finally {
      interruption.forget(process);
      ProcessGroup.kill(process);
    }
  }

  private static Process start(List<String> command, Path folder) {
    String program = command.getFirst();
    if (program.contains("/") && !Files.isExecutable(Path.of(program))) {
      throw new InfrastructureFailure("cannot run " + program + ": there is no such program");
    }
    try {
      return new ProcessBuilder(ProcessGroup.leading(command))
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new InfrastructureFailure("cannot run " + program + ": " + e.getMessage(), e);
    }
  }

  private Ending listen(Process process, Path log, Duration limit, Consumer<String> listener) {
    AtomicBoolean late = new AtomicBoolean();
    AtomicLong heard = new AtomicLong(System.nanoTime());
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        BufferedWriter kept = Files.newBufferedWriter(log)) {
      Runnable tooLate =
          () -> {
            late.set(true);
            ProcessGroup.kill(process);
          };
      var alarm = clock.schedule(tooLate, limit.toMillis(), TimeUnit.MILLISECONDS);
      try {
        Consumer<String> keeper =
            line -> {
              heard.set(System.nanoTime());
              keep(kept, log, line);
            };
        hear(process, keeper, listener);
        return new Ending(why(late.get()), process.waitFor(), since(heard.get()));
      } finally {
        alarm.cancel(false); // the clock is not left before
      }
    } catch (IOException e) {
      throw new CannotWrite(log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ending(Ending.Why.INTERRUPTED, -1, since(heard.get()));
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /// Line by line, to its end. What cannot be read any more has ended.
  private static void hear(Process process, Consumer<String> kept, Consumer<String> listener) {
    try (BufferedReader out = process.inputReader()) {
      process.getOutputStream().close();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        kept.accept(line);
        listener.accept(line);
      }
    } catch (IOException e) {
      return; // its pipe went with it
    }
  }

  private static void keep(BufferedWriter kept, Path log, String line) {
    try {
      kept.write(line);
      kept.newLine();
    } catch (IOException e) {
      throw new CannotWrite(log, e);
    }
  }

  private Ending.Why why(boolean late) {
    if (interruption.requested()) {
      return Ending.Why.INTERRUPTED;
    }
    return late ? Ending.Why.OUT_OF_TIME : Ending.Why.BY_ITSELF;
  }
}
