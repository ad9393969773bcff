package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchEndsTest {
  /// 514 remaps and a PIN or UNPIN each way. With split locks 512 pins of pages besides: 1027
  /// calls, 32 to a batch; where there are words for eight only, 512 times two words end one batch
  /// in eight.
  @ParameterizedTest
  @CsvSource({"64, false, 32, 0", "64, true, 64, 0", "16, false, 32, 0", "16, true, 0, 128"})
  void countsWhyBatchesEnd(int words, boolean split, int slots, int args) {
    var benchmark = new BatchEnds();
    benchmark.words = words;
    benchmark.split = split;
    benchmark.setUp();
    var ends = new BatchEnds.Ends();
    benchmark.pinAndUnpin(ends);

    assertEquals(slots, ends.slots(), "slots");
    assertEquals(args, ends.args(), "args");
    assertEquals(0, ends.callbacks(), "callbacks");
    assertEquals(2, ends.explicit(), "explicit");
    benchmark.tearDown();
  }
}
