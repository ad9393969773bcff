package shootdown.oracle;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Judges a snapshot as an equal one was judged before: scenes are many, the states they end in are
/// few, and a judgement depends on nothing but the snapshot.
///
/// Any thread. Bounded: when there are too many, all are forgotten.
public final class Precedents {
  private static final int MOST = 1024;

  private final ConcurrentMap<Snapshot, List<Violation>> judged = new ConcurrentHashMap<>();

  /// What [Oracle#judge(Snapshot)] says of it.
  public List<Violation> judge(Snapshot snapshot) {
    List<Violation> before = judged.get(snapshot);
    if (before != null) {
      return before;
    }
    if (judged.size() >= MOST) {
      judged.clear();
    }
    List<Violation> now = Oracle.judge(snapshot);
    judged.put(snapshot, now);
    return now;
  }
}
