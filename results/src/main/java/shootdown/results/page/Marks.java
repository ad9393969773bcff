package shootdown.results.page;

import java.util.Locale;
import shootdown.results.verdict.FaultResult.Fate;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Verdict.Gravity;

/// How a verdict looks: a symbol, which tells it apart without colour, and a class, which adds the
/// colour.
public final class Marks {
  private Marks() {}

  public static String symbol(Verdict verdict) {
    return isAside(verdict) ? "·" : symbol(verdict.gravity());
  }

  /// Whether it says nothing for or against.
  private static boolean isAside(Verdict verdict) {
    return verdict == Verdict.MEASURED || verdict == Verdict.NOT_TRIED;
  }

  public static String symbol(Gravity gravity) {
    return switch (gravity) {
      case FAILURE -> "✗";
      case UNKNOWN -> "?";
      case FINE -> "✓";
    };
  }

  public static String style(Verdict verdict) {
    return isAside(verdict) ? "muted" : style(verdict.gravity());
  }

  public static String style(Gravity gravity) {
    return gravity.name().toLowerCase(Locale.ROOT);
  }

  public static String symbol(Fate fate) {
    return switch (fate) {
      case NOT_OBSERVABLE_HERE, NOT_TRIED -> "·";
      case KILLED, SURVIVED, OTHERWISE, TOO_FEW, NOT_REACHED -> symbol(gravity(fate));
    };
  }

  public static String style(Fate fate) {
    return switch (fate) {
      case NOT_OBSERVABLE_HERE, NOT_TRIED -> "muted";
      case KILLED, SURVIVED, OTHERWISE, TOO_FEW, NOT_REACHED -> style(gravity(fate));
    };
  }

  private static Gravity gravity(Fate fate) {
    return switch (fate) {
      case SURVIVED -> Gravity.FAILURE;
      case OTHERWISE, TOO_FEW, NOT_REACHED -> Gravity.UNKNOWN;
      case KILLED, NOT_OBSERVABLE_HERE, NOT_TRIED -> Gravity.FINE;
    };
  }

  /// How much an exit code weighs.
  static Gravity gravity(int exitCode) {
    return switch (exitCode) {
      case 0 -> Gravity.FINE;
      case 1 -> Gravity.FAILURE;
      default -> Gravity.UNKNOWN;
    };
  }
}
