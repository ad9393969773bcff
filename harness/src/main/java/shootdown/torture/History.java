package shootdown.torture;

import java.util.ArrayList;
import java.util.List;

/// The last steps of one vCPU, for whoever wants to know what led to something. By its player; read
/// when he is through.
final class History {
  private static final int KEPT = 64;

  private final long[] steps = new long[KEPT];
  private long added;

  void add(long step) {
    steps[(int) (added++ & (KEPT - 1))] = step;
  }

  /// The last `n`, the oldest first; the last one may not have ended.
  List<Long> last(int n) {
    var last = new ArrayList<Long>();
    for (long i = Math.max(0, added - Math.min(n, KEPT)); i < added; i++) {
      last.add(steps[(int) (i & (KEPT - 1))]);
    }
    return last;
  }
}
