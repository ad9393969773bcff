package shootdown.results.cli;

/// Exit codes. Scripts rely on them; do not renumber.
public final class Exit {
  public static final int HOLDS = 0;

  /// A violation, or an expected conviction that did not happen.
  public static final int VIOLATED = 1;

  /// Wrong usage or unusable input, found before anything ran.
  public static final int USAGE = 2;

  /// The selection matches nothing that can run.
  public static final int NOTHING_RUN = 3;

  /// Something broke once running, or something planned could not be judged.
  public static final int INFRASTRUCTURE = 75;

  private Exit() {}
}
