package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One metric of one benchmark at one set of parameters.
///
/// @param id class and method
/// @param metric `primary`, or the name of an auxiliary counter
/// @param forks raw scores, one list a fork; the median when JMH sampled
@JsonTypeName("benchmark")
public record BenchmarkRecord(
    String kernel,
    String id,
    String mode,
    Map<String, String> params,
    String metric,
    String unit,
    List<List<Double>> forks,
    Interval interval)
    implements Entry {
  public static final String PRIMARY = "primary";

  public BenchmarkRecord {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    forks = forks.stream().map(List::copyOf).toList();
  }
}
