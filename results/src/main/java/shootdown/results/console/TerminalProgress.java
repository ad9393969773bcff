package shootdown.results.console;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import shootdown.results.child.Deadline;

/// One line that rewrites itself on a terminal; in a pipe, a plain line every half minute.
public final class TerminalProgress implements Progress {
  private static final double PIPE_SECONDS = 30;
  private static final double TERMINAL_SECONDS = 0.5;

  private final PrintWriter err;
  private final boolean interactive;
  private final LongSupplier nanos;
  private final Deadline all;
  private String what = "";
  private Eta eta = new Eta(0);
  private long began;
  private double lastShown;
  private int width;

  public TerminalProgress(PrintWriter err, boolean interactive, LongSupplier nanos) {
    this(err, interactive, nanos, Deadline.NEVER);
  }

  /// With a word about all of it.
  ///
  /// @param all when all parts together are over
  public TerminalProgress(PrintWriter err, boolean interactive, LongSupplier nanos, Deadline all) {
    this.err = err;
    this.interactive = interactive;
    this.nanos = nanos;
    this.all = all;
  }

  @Override
  public synchronized void begin(String what, double expectedSeconds) {
    this.what = what;
    eta = new Eta(expectedSeconds);
    began = nanos.getAsLong();
    lastShown = 0;
    if (interactive) {
      show(0, 0, 0);
    }
  }

  @Override
  public synchronized void update(int done, int planned) {
    double elapsed = (nanos.getAsLong() - began) / 1e9;
    eta.observe(elapsed, done);
    if (elapsed - lastShown >= (interactive ? TERMINAL_SECONDS : PIPE_SECONDS)) {
      lastShown = elapsed;
      show(elapsed, done, planned);
    }
  }

  @Override
  public synchronized void end() {
    erase();
  }

  @Override
  public synchronized void say(String line) {
    erase();
    err.println(line);
    err.flush();
  }

  private void show(double elapsed, int done, int planned) {
    String far = planned == 0 ? "starting" : done + " of " + planned;
    String line =
        "%s: %s, %s passed, about %s to go"
                .formatted(what, far, clock(elapsed), clock(eta.secondsToGo(elapsed, planned)))
            + theRest();
    if (!interactive) {
      err.println(line);
    } else {
      err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    }
    err.flush();
  }

  private String theRest() {
    return all.never() ? "" : "; all of it in " + clock(all.left(nanos.getAsLong()));
  }

  private void erase() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
    }
  }

  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : "%d min %02d s".formatted(whole / 60, whole % 60);
  }
}
