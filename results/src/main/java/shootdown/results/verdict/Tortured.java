package shootdown.results.verdict;

import shootdown.fault.Museum;
import shootdown.machine.Kernels;
import shootdown.results.run.TortureRecord;

/// What a torture run has earned, by the questions that stories are asked too.
public final class Tortured {
  private Tortured() {}

  public static Verdict verdict(TortureRecord t) {
    return switch (t.verdict()) {
      case "HOLDS" -> Verdict.HOLDS;
      case "VIOLATED" -> isWrong(t.kernel()) ? Verdict.CONVICTED : Verdict.VIOLATED;
      case "NOT_REACHED" -> Verdict.NOT_REACHED;
      default -> Verdict.INFRASTRUCTURE;
    };
  }

  /// The name of what was played: its text opens with it.
  public static String scenario(TortureRecord t) {
    String first = t.scenario().lines().findFirst().orElse("");
    return first.startsWith("scenario ") ? first.substring("scenario ".length()) : "unnamed";
  }

  /// A kernel of the lineage or a fault of the museum is there to be convicted.
  private static boolean isWrong(String kernel) {
    boolean known = Kernels.names().contains(kernel) || Museum.find(kernel).isPresent();
    return known && !kernel.equals("fixed");
  }
}
