package shootdown.results.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import shootdown.explore.Schedule;
import shootdown.results.child.Child;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.child.JavaCommand;
import shootdown.results.child.LastWords;

/// Has one schedule shown, or cut down, by a child.
public final class Replay {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Child child;

  public Replay(Child child) {
    this.child = child;
  }

  /// What a schedule shows.
  public record Shown(String outcome, String columns) {}

  /// Plays it again.
  ///
  /// @throws IllegalArgumentException in one line, if it does not fit what is there
  public Shown show(Schedule schedule) {
    return switch (ask(ExploringChild.REPLAY, schedule)) {
      case Message.Replayed replayed -> new Shown(replayed.outcome(), replayed.columns());
      case Message other -> throw new InfrastructureFailure("unexpected answer: " + other);
    };
  }

  /// Drops what is not needed for the same outcome.
  ///
  /// @throws IllegalArgumentException in one line, if it does not fit what is there
  public Schedule minimise(Schedule schedule) {
    return switch (ask(ExploringChild.MINIMISE, schedule)) {
      case Message.Minimised minimised -> Schedule.parse(minimised.schedule());
      case Message other -> throw new InfrastructureFailure("unexpected answer: " + other);
    };
  }

  private Message ask(String what, Schedule schedule) {
    try {
      Path folder = Files.createTempDirectory("shootdown");
      Path file = folder.resolve("schedule");
      Path log = folder.resolve("log");
      try {
        Files.writeString(file, schedule.toString());
        return ask(what, folder, file, log);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(log);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new InfrastructureFailure("cannot write a temporary file: " + e.getMessage(), e);
    }
  }

  private Message ask(String what, Path folder, Path file, Path log) {
    AtomicReference<@Nullable Message> answer = new AtomicReference<>();
    LastWords last = new LastWords();
    var _ =
        child.run(
            JavaCommand.of(
                Explore.FLAGS, ExploringChild.class.getName(), List.of(what, file.toString())),
            folder,
            log,
            LIMIT,
            line ->
                Message.LINES.parse(line).ifPresentOrElse(answer::set, () -> last.accept(line)));
    return switch (answer.get()) {
      case Message.Refused refused -> throw new IllegalArgumentException(refused.reason());
      case null -> throw new InfrastructureFailure("the child said nothing: " + last);
      case Message.Ready _ -> throw new InfrastructureFailure("the child died: " + last);
      case Message message -> message;
    };
  }
}
