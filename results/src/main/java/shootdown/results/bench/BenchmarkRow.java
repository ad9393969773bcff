package shootdown.results.bench;

import java.util.Optional;
import java.util.stream.Collectors;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;

/// A measurement and what it is compared with.
public record BenchmarkRow(BenchmarkRecord record, Optional<Versus> versus) {

  /// A baseline, and what this costs in multiples of it.
  ///
  /// @param ratio cost over the baseline's cost
  /// @param isVoid two copies of one thing did not come out equal beside it: nothing is said
  public record Versus(String baseline, Interval ratio, boolean isVoid) {
    public Comparison verdict() {
      return isVoid ? Comparison.NOT_RESOLVED : Comparison.ofCost(ratio);
    }
  }

  /// `PinCost.batched batch=32`, and the counter's name behind it.
  public String label() {
    String type = Benchmarks.type(record);
    String simple = type.substring(type.lastIndexOf('.') + 1);
    String params =
        record.params().entrySet().stream()
            .map(p -> " " + p.getKey() + "=" + p.getValue())
            .collect(Collectors.joining());
    String metric = record.metric().equals(BenchmarkRecord.PRIMARY) ? "" : " · " + record.metric();
    return (simple.isEmpty() ? "" : simple + ".") + Benchmarks.method(record) + params + metric;
  }
}
