package shootdown.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import shootdown.sync.CpuMask;

/// What does it cost to set a bit that is already set?
@State(Scope.Benchmark)
public class MaskBenchmark {
  private final CpuMask mask = new CpuMask();

  @Benchmark
  public void set() {
    mask.set(0);
  }
}
