package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.MemoryModel;
import shootdown.explore.Search;
import shootdown.explore.Settings;

/// The plain fields of the machine are each one thread's at a time, in every story: what is handed
/// over is handed over by a release and an acquire.
final class PlainRacesTest {
  private static final Settings SETTINGS =
      Settings.DEFAULT
          .model(MemoryModel.SC)
          .search(Search.RANDOM)
          .executions(150)
          .time(Duration.ofMinutes(1));

  static Stream<Class<?>> stories() {
    return Stories.stories().stream();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void areNoRaces(Class<?> story) {
    var explorer = new Explorer(Carrier.best(), PlainRacesTest.class.getClassLoader());
    assertEquals(Set.of(), explorer.races(story.getName(), SETTINGS));
  }
}
