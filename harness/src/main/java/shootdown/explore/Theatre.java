package shootdown.explore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all executions of one exploration share.
///
/// @param cast the players, made with the first execution
/// @param fills how often in an execution a processor may walk somewhere of its own accord
/// @param races who looks for races between plain accesses, or null
/// @param longest how many points an execution may reach before it counts as a livelock
record Theatre(
    Carrier carrier,
    MemoryModel model,
    Locations locations,
    Versions versions,
    Births births,
    Fields fields,
    List<Player> cast,
    int fills,
    @Nullable Races races,
    int longest) {

  /// Ten times what the longest story needs.
  static final int LONGEST = 20_000;

  static Theatre of(Carrier carrier, MemoryModel model, int fills) {
    return new Theatre(
        carrier,
        model,
        new Locations(),
        new Versions(),
        new Births(),
        new Fields(),
        new ArrayList<>(),
        fills,
        null,
        LONGEST);
  }

  /// Those who play, one for each body.
  List<Player> players(List<Runnable> bodies) {
    for (int i = 0; i < bodies.size(); i++) {
      Coroutine coroutine = carrier.coroutine(bodies.get(i));
      if (i == cast.size()) {
        cast.add(new Player(i, coroutine));
      } else {
        cast.get(i).begin(coroutine);
      }
    }
    return cast;
  }

  /// Looks for races too.
  Theatre watchedBy(Races watcher) {
    return new Theatre(
        carrier, model, locations, versions, births, fields, cast, fills, watcher, longest);
  }
}
