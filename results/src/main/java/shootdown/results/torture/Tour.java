package shootdown.results.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import shootdown.results.child.Child;
import shootdown.results.child.Ending;
import shootdown.results.child.JavaCommand;
import shootdown.results.child.LastWords;
import shootdown.results.console.Progress;
import shootdown.results.run.CannotWrite;
import shootdown.results.run.Entry;
import shootdown.results.run.Json;
import shootdown.results.run.RunFolder;
import shootdown.results.run.Slice;
import shootdown.results.run.TortureRecord;

/// Takes faults through torture, one after another in one child, and in another one after a fault
/// that has brought it down. Each is a slice; only a kill leaves a record, since so short a run
/// that saw nothing says nothing.
public final class Tour {
  public static final String SLICE = "torture ";

  private static final Duration GRACE = Duration.ofSeconds(15);

  /// A fault takes a second, and a start a few.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Child child;
  private final RunFolder run;
  private final Progress progress;

  public Tour(Child child, RunFolder run, Progress progress) {
    this.child = child;
    this.run = run;
    this.progress = progress;
  }

  /// Sees as many as there is time for.
  ///
  /// @return whether it was let
  public boolean run(TorturePlan plan) {
    long end = System.nanoTime() + plan.budget().toNanos();
    List<Order> orders = plan.orders();
    progress.begin("torturing the museum", plan.budget().toMillis() / 1000.0);
    int done = 0;
    do {
      Start start = new Start(orders.subList(done, orders.size()));
      Ending ending = start.go(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      done += start.done;
      if (ending.why() == Ending.Why.INTERRUPTED || child.wasCutShort(ending, PATIENCE)) {
        progress.end();
        return false;
      }
      if (!ending.byItself() || start.done == 0) {
        if (done < orders.size()) {
          died(orders.get(done++), ending, start.last);
        }
      }
    } while (done < orders.size() && System.nanoTime() < end);
    progress.end();
    return true;
  }

  private void died(Order order, Ending ending, LastWords last) {
    String why =
        ending.byItself()
            ? "the child died (exit " + ending.code() + "): " + last
            : "the child was ended: it did not end by itself";
    run.append(new Slice(SLICE + order.kernel(), 0, why, last.lines(), List.of()));
  }

  /// One child, from an order on.
  private final class Start {
    private final List<Order> orders;
    private final LastWords last = new LastWords();
    private int done;

    Start(List<Order> orders) {
      this.orders = orders;
    }

    Ending go(Duration left) {
      RunFolder folder = run.in(run.unused("torture"));
      Path file = folder.path().resolve("torture.orders");
      try {
        Files.writeString(
            file,
            orders.stream()
                .map(order -> Json.lines().writeValueAsString(order) + "\n")
                .collect(Collectors.joining()));
      } catch (IOException e) {
        throw new CannotWrite(file, e);
      }
      return child.run(
          JavaCommand.of(
              TorturingChild.class.getName(),
              List.of(file.toString(), String.valueOf(left.toMillis()))),
          folder.path(),
          folder.path().resolve("torture.txt"),
          left.plus(GRACE),
          line -> Message.LINES.parse(line).ifPresentOrElse(this::hear, () -> last.accept(line)));
    }

    private void hear(Message message) {
      if (message instanceof Message.Ended ended) {
        TortureRecord record = ended.record();
        boolean killed = record.verdict().equals("VIOLATED");
        List<Entry> records = killed ? List.of(record) : List.of();
        run.append(new Slice(SLICE + record.kernel(), record.seconds(), "", List.of(), records));
        done++;
        progress.update(done, orders.size());
      }
    }
  }
}
