package shootdown.results.hunt;

import java.util.List;
import java.util.Map;

/// What one JVM of jcstress saw of one test.
public record ForkResult(
    String test, int actors, Map<String, Long> outcomes, double seconds, List<String> troubles) {
  public ForkResult {
    outcomes = Map.copyOf(outcomes);
    troubles = List.copyOf(troubles);
  }
}
