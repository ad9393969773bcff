package shootdown.results.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import shootdown.results.child.Child;
import shootdown.results.child.Ending;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.child.JavaCommand;
import shootdown.results.child.LastWords;
import shootdown.results.explore.Explore;
import shootdown.results.run.CannotWrite;
import shootdown.results.run.Json;
import shootdown.results.run.RunFolder;
import shootdown.results.run.TortureRecord;

/// One torture run in a child; what it says becomes records at once.
public final class LongRun {
  /// For its start, its end, to look for a violation once more, and to cut it down.
  private static final Duration GRACE = Duration.ofMinutes(4);

  private final Child child;
  private final RunFolder run;
  private final Consumer<String> listener;

  /// Runs into a folder.
  ///
  /// @param listener gets the first line and each statistics line
  public LongRun(Child child, RunFolder run, Consumer<String> listener) {
    this.child = child;
    this.run = run;
    this.listener = listener;
  }

  /// Runs it to its end.
  ///
  /// @throws InfrastructureFailure if the child died without a word
  public TortureRecord run(Order order) {
    AtomicReference<@Nullable TortureRecord> record = new AtomicReference<>();
    LastWords last = new LastWords();
    Path file = run.path().resolve("torture.order");
    try {
      Files.writeString(file, Json.lines().writeValueAsString(order));
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
    Ending ending =
        child.runPolitely(
            JavaCommand.of(
                Explore.FLAGS, TorturingChild.class.getName(), List.of(file.toString(), "0")),
            run.path(),
            run.path().resolve("torture.txt"),
            Duration.ofMillis(order.millis()).plus(GRACE),
            line ->
                Message.LINES
                    .parse(line)
                    .ifPresentOrElse(message -> hear(message, record), () -> last.accept(line)));
    TortureRecord result = record.get();
    if (result != null) {
      run.append(result);
    }
    if (result == null && ending.why() == Ending.Why.INTERRUPTED) {
      throw new InfrastructureFailure("stopped before anything was played");
    }
    if (result == null) {
      throw new InfrastructureFailure(
          "the child died (exit " + ending.code() + ", " + ending.why() + "): " + last,
          last.lines());
    }
    return result;
  }

  private void hear(Message message, AtomicReference<@Nullable TortureRecord> record) {
    switch (message) {
      case Message.Began began -> listener.accept(began.line());
      case Message.Says says -> listener.accept(says.line());
      case Message.Stands stands -> {
        run.append(stands.statistics());
        listener.accept(stands.line());
      }
      case Message.Broke broke -> record.set(broke.record()); // unless it says more
      case Message.Ended ended -> record.set(ended.record());
    }
  }
}
