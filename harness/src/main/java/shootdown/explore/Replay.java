package shootdown.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Plays a schedule again: the straight course, and its deviations where they are due.
final class Replay implements Strategy {
  private record Place(int player, int point, int nth, Choice choice) {}

  private final Map<Place, Deviation> deviations = new HashMap<>();
  private int met;
  private boolean begun;

  Replay(List<Deviation> schedule) {
    for (Deviation d : schedule) {
      deviations.put(new Place(d.player(), d.point(), d.nth(), d.choice()), d);
    }
  }

  @Override
  public void begin() {
    met = 0;
    begun = true;
  }

  @Override
  public int choose(Choice choice, int options, Moment moment) {
    Deviation due =
        deviations.get(new Place(moment.player(), moment.point(), moment.nth(), choice));
    if (due == null || due.option() >= options) {
      return 0;
    }
    met++;
    return due.option();
  }

  /// Whether every deviation was met: else the code is no longer what it was.
  boolean isFaithful() {
    return met == deviations.size();
  }

  @Override
  public boolean hasMore() {
    return !begun;
  }

  @Override
  public String describe() {
    return "replay of " + deviations.size() + " deviations";
  }
}
