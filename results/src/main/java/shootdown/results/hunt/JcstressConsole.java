package shootdown.results.hunt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shootdown.results.child.LastWords;

/// Listens to jcstress's console: how far it is, and, fork by fork, what it has seen.
///
/// With `-v` jcstress prints a block for each fork: a status line with the test's name, a `Fork:
/// #n` line, a table, an empty line. The same block without `Fork:` is the summary at the end,
/// which would count everything twice.
public final class JcstressConsole {
  private static final Pattern PROGRESS =
      Pattern.compile(
          "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard"
              + " errs\\)");
  private static final Pattern STATUS =
      Pattern.compile("^[ .]*\\[(OK|FAILED|ERROR|VM ERROR|TIMEOUT|SKIPPED)] (\\S+)$");
  private static final Pattern ROW =
      Pattern.compile("^\\s*(\\S.*?)\\s+([\\d,]+)\\s+[<>]?[\\d.]+%\\s+[A-Z]\\w*\\b.*$");
  private static final Pattern NO_SCHEDULING = Pattern.compile("No scheduling is possible");

  private final double secondsPerFork;
  private final Consumer<ForkResult> listener;
  private final List<ForkResult> forks = new ArrayList<>();
  private final LastWords tail = new LastWords();
  private Block block = new Block("", "");
  private int planned;
  private int done;
  private boolean dropped;

  public JcstressConsole(double secondsPerFork) {
    this(secondsPerFork, fork -> {});
  }

  /// With somebody who hears of each fork the moment it has ended.
  JcstressConsole(double secondsPerFork, Consumer<ForkResult> listener) {
    this.secondsPerFork = secondsPerFork;
    this.listener = listener;
  }

  /// One line of output.
  public void accept(String line) {
    tail.accept(line);
    dropped |= NO_SCHEDULING.matcher(line).find();
    Matcher progress = PROGRESS.matcher(line);
    if (progress.find()) {
      planned = Integer.parseInt(progress.group(1));
      done = 0;
      for (int group = 2; group <= 5; group++) {
        done += Integer.parseInt(progress.group(group));
      }
      return;
    }
    Matcher status = STATUS.matcher(line);
    if (status.matches()) {
      finishBlock();
      block = new Block(status.group(2), status.group(1));
    } else if (line.startsWith("  Fork: #")) {
      block.isFork = true;
    } else if (line.startsWith("(ETA:") || line.startsWith("RUN RESULTS")) {
      finishBlock();
    } else {
      row(line);
    }
  }

  /// Forks that will run; 0 until jcstress has said so.
  public int planned() {
    return planned;
  }

  public int done() {
    return done;
  }

  /// Whether jcstress said that some tests need more cores than there are.
  public boolean droppedSome() {
    return dropped;
  }

  /// All forks whose block was complete.
  public List<ForkResult> salvage() {
    finishBlock();
    return List.copyOf(forks);
  }

  /// The last thing said, for the one line of a failure.
  public LastWords lastWords() {
    return tail;
  }

  private void row(String line) {
    Matcher row = ROW.matcher(line);
    if (row.matches()) {
      long count = Long.parseLong(row.group(2).replace(",", ""));
      if (count > 0) {
        block.outcomes.merge(row.group(1), count, Long::sum);
      }
    }
  }

  private void finishBlock() {
    if (block.isFork) {
      boolean normal = block.status.equals("OK") || block.status.equals("FAILED");
      ForkResult fork =
          new ForkResult(
              block.test,
              0,
              block.outcomes,
              secondsPerFork,
              normal ? List.of() : List.of(block.status));
      forks.add(fork);
      listener.accept(fork);
    }
    block = new Block("", "");
  }

  private static final class Block {
    final String test;
    final String status;
    final Map<String, Long> outcomes = new HashMap<>();
    boolean isFork;

    Block(String test, String status) {
      this.test = test;
      this.status = status;
    }
  }
}
