package shootdown.results.verdict;

import java.util.List;
import java.util.stream.Collectors;
import shootdown.fault.Fault;

/// Which engine convicts which fault, and what it took, as Markdown for a README.
public final class KillMatrix {
  public static final Place PLACE = new Place("kill matrix");

  private KillMatrix() {}

  /// A row a fault, a column an engine; where an engine did not convict, why not, if somebody
  /// knows.
  ///
  /// @param source one line that says which run this is of
  public static String markdown(List<FaultResult> faults, String source) {
    return faults.stream()
        .map(KillMatrix::row)
        .collect(
            Collectors.joining(
                "",
                source + "\n\n| fault | stress | explore | torture |\n|---|---|---|---|\n",
                ""));
  }

  private static String row(FaultResult f) {
    Fault fault = f.fault();
    return "| %s | %s | %s | %s |\n"
        .formatted(
            fault.id(),
            cell(f, "jcstress", fault.unseen()),
            cell(f, "explore", fault.killedBy().length == 0 ? fault.unseen() : ""),
            cell(f, Kill.TORTURE, fault.endures()));
  }

  private static String cell(FaultResult f, String engine, String whyNot) {
    return f.by(engine)
        .map(k -> "%s: %s, %s".formatted(k.invariant(), k.took(), k.story()))
        .orElse(whyNot.isEmpty() ? "–" : "– " + whyNot);
  }
}
