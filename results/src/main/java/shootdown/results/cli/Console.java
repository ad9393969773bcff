package shootdown.results.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import shootdown.results.child.Deadline;
import shootdown.results.console.PlainWriter;
import shootdown.results.console.Progress;
import shootdown.results.console.TerminalProgress;

/// Where a command talks to: results to `out`, progress and complaints to `err`.
///
/// @param interactive whether a person watches, so that a line may rewrite itself
record Console(PrintWriter out, PrintWriter err, boolean interactive) {
  static Console ofSystem() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false));
  }

  /// The same for texts from outside: nothing in them moves the cursor or paints the screen.
  Console plain() {
    return new Console(
        new PrintWriter(new PlainWriter(out, ""), true),
        new PrintWriter(new PlainWriter(err, "\r"), true),
        interactive);
  }

  Progress progress() {
    return progress(Deadline.NEVER);
  }

  /// Of something of many parts that is over by then.
  Progress progress(Deadline all) {
    return new TerminalProgress(err, interactive, System::nanoTime, all);
  }
}
