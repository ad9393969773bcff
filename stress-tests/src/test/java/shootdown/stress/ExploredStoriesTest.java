package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.MemoryModel;
import shootdown.explore.Search;
import shootdown.explore.Settings;
import shootdown.machine.Scene;

/// Every story, one schedule at a time, as far as a build may take: it holds on the fixed kernel,
/// and where it is said to convict the seed it does so.
///
/// Two vCPUs: the schedules of one preemption, in order, up to so many. Three and more: chosen at
/// random, for what comes first in order is one vCPU after another, and few of those schedules
/// enter the window. Counted and not timed, so that a slow machine sees the same.
final class ExploredStoriesTest {
  private static final Set<String> HELD =
      Set.of(Scene.HELD + ", " + Scene.APART, Scene.HELD + ", " + Scene.OVERLAPPED);

  private static final Settings IN_ORDER =
      Settings.DEFAULT.bound(1).executions(1500).time(Duration.ofMinutes(2));

  private static final Settings AT_RANDOM =
      Settings.DEFAULT.search(Search.RANDOM).executions(250).time(Duration.ofMinutes(2));

  private static final Explorer EXPLORER =
      new Explorer(Carrier.best(), ExploredStoriesTest.class.getClassLoader());

  static Stream<Arguments> storiesAndModels() {
    return Stories.all().stream()
        .flatMap(story -> Stream.of(MemoryModel.values()).map(model -> Arguments.of(story, model)));
  }

  static Stream<Class<?>> convicting() {
    return Stories.all().stream()
        .filter(story -> List.of(Stories.storyOf(story).convicts()).contains("seed"));
  }

  private static Settings settings(Class<?> story) {
    return Stories.players(story) == 2 ? IN_ORDER : AT_RANDOM;
  }

  private static Set<String> outcomes(Findings findings) {
    return findings.outcomes().stream()
        .map(Findings.Reached::outcome)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("storiesAndModels")
  void holdsOnTheFixedKernelAndEntersItsWindow(Class<?> story, MemoryModel model) {
    Findings findings =
        EXPLORER.explore(story.getName(), settings(story).kernel("fixed").model(model), s -> {});
    for (Findings.Reached reached : findings.outcomes()) {
      assertTrue(HELD.contains(reached.outcome()), () -> reached.schedule().toString());
    }
    assertTrue(
        outcomes(findings).contains(Scene.HELD + ", " + Scene.OVERLAPPED), findings::toString);
  }

  /// By an invariant that it is there for, and on a schedule that shows the same once more.
  @ParameterizedTest
  @MethodSource("convicting")
  void convictsTheSeed(Class<?> story) {
    List<String> guarded = List.of(Stories.storyOf(story).guards());
    Predicate<String> conviction = outcome -> guarded.contains(outcome.split(" ", 2)[0]);
    Settings settings = settings(story).kernel("seed").model(MemoryModel.SC).executions(3000);
    Findings findings = EXPLORER.exploreUntil(story.getName(), settings, conviction);
    Findings.Reached convicted =
        findings.first(conviction).orElseThrow(() -> new AssertionError(findings));
    assertEquals(convicted.outcome(), EXPLORER.replay(convicted.schedule()).outcome());
  }
}
