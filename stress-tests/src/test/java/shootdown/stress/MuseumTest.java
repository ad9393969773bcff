package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.MemoryModel;
import shootdown.explore.Settings;
import shootdown.fault.Fault;
import shootdown.fault.Form;
import shootdown.fault.Museum;
import shootdown.kernel.Kernel;
import shootdown.machine.Scene;

/// Both directions: every fault is killed by the stories that it names, and every story that claims
/// a fault is named by it.
final class MuseumTest {
  private static final int MOST_PREEMPTIONS = 3;

  private static final Settings IN_ORDER =
      Settings.DEFAULT.executions(20_000).time(Duration.ofMinutes(1));

  private static final Explorer EXPLORER =
      new Explorer(Carrier.best(), MuseumTest.class.getClassLoader());

  static Stream<Arguments> kills() {
    return Museum.faults().stream()
        .flatMap(
            fault -> Stream.of(fault.killedBy()).map(story -> Arguments.of(fault.id(), story)));
  }

  private static Fault fault(String id) {
    return Museum.of(Museum.find(id).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("kills")
  void isKilledByAnInvariantThatItBreaks(String id, String story) {
    Fault fault = fault(id);
    Findings findings = explore(Stories.named(story, Stories.all()), fault);
    Set<String> codes =
        findings.outcomes().stream()
            .map(r -> r.outcome().split("[ ,]", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(
        codes.contains(fault.breaks()[0]),
        () -> "SURVIVED: " + id + " breaks " + List.of(fault.breaks()) + ", seen: " + findings);
  }

  /// The fewest preemptions that show it.
  private static Findings explore(Class<?> story, Fault fault) {
    MemoryModel model = fault.form() == Form.TSO ? MemoryModel.TSO : MemoryModel.SC;
    int fills = fault.form() == Form.WALK ? 1 : 0;
    Settings settings = IN_ORDER.kernel(fault.id()).model(model).fills(fills);
    int bound = 0;
    Findings findings = explore(story, settings.bound(bound));
    while (allHeld(findings) && bound < MOST_PREEMPTIONS) {
      findings = explore(story, settings.bound(++bound));
    }
    return findings;
  }

  private static Findings explore(Class<?> story, Settings settings) {
    return EXPLORER.explore(story.getName(), settings, s -> {});
  }

  private static boolean allHeld(Findings findings) {
    return findings.outcomes().stream().allMatch(r -> r.outcome().startsWith(Scene.HELD));
  }

  /// Stress and the catalogue agree, or the catalogue says why not.
  @Test
  void everyFaultIsClaimedByWhoIsSaidToKillIt() {
    for (Fault fault : Museum.faults()) {
      Set<String> claimed = claims(fault.id());
      Set<String> named = Set.of(fault.killedBy());
      assertTrue(named.containsAll(claimed), () -> fault.id() + " is claimed by " + claimed);
      assertTrue(
          !claimed.isEmpty() || !fault.unseen().isBlank(),
          () -> fault.id() + " is convicted by no story on two cores, and nobody says why");
    }
  }

  private static Set<String> claims(String id) {
    return Stories.stories().stream()
        .filter(story -> List.of(Stories.storyOf(story).convicts()).contains(id))
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What no machine of ours can show has a twin that it can.
  @Test
  void whatCannotBeSeenHereHasATwin() {
    for (Fault fault : Museum.faults()) {
      if (fault.killedBy().length == 0) {
        assertEquals(Form.WEAK, fault.form(), fault::id);
        assertTrue(
            Museum.faults().stream()
                .anyMatch(twin -> twin.killedBy().length > 0 && fault.unseen().contains(twin.id())),
            () -> fault.id() + " names no twin that is killed: " + fault.unseen());
      }
    }
  }

  @Test
  void mutantsAreKernelsOfTheMuseumOrItsLineage() {
    for (Class<?> story : Stories.stories()) {
      for (String kernel : Stories.storyOf(story).convicts()) {
        assertFalse(kernel.equals("fixed"), story::getName);
      }
    }
    for (Class<? extends Kernel> fault : Museum.classes()) {
      assertFalse(fault.getSuperclass().isAnnotationPresent(Fault.class), fault::getName);
    }
  }
}
