package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AllocationTest {
  /// G4 in small; the benchmark does ten million.
  @Test
  void theProtocolAllocatesNothing() {
    var benchmark = new Allocation();
    benchmark.ops = 600_000;
    var bytes = new Allocation.Bytes();
    benchmark.pass(bytes); // what is linked late, once
    benchmark.pass(bytes);
    benchmark.check();
    assertEquals(0, bytes.bytes());
  }
}
