package shootdown.results.bench;

import java.util.Map;

/// A benchmark method before it runs.
///
/// @param id class and method
/// @param params how many values each of its parameters has, the kernel excepted
/// @param kernelParam whether it takes the kernel as a parameter of its own
public record BenchmarkSheet(String id, Map<String, Integer> params, boolean kernelParam) {
  public BenchmarkSheet {
    params = Map.copyOf(params);
  }

  /// How many combinations of parameters it has.
  public int cells() {
    return params.values().stream().reduce(1, (a, b) -> a * b);
  }

  /// How many values a parameter has; one that it does not have counts as one.
  int values(String param) {
    return params.getOrDefault(param, 1);
  }
}
