package shootdown.results.sample;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// A stand-in for pinning: one entry price shared by a batch.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SampleBench {
  /// How many operations share one entry.
  @Param({"direct", "1", "8", "32"})
  public String batch = "direct";

  /// One operation, with its share of the entry.
  @Benchmark
  public void pin() {
    int size = batch.equals("direct") ? 1 : Integer.parseInt(batch);
    Blackhole.consumeCPU(2 + 100 / size);
  }
}
