package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.MemoryModel;
import shootdown.explore.Settings;

/// The races of the museum that a processor makes, in a few words each: what sequential consistency
/// and store buffers make of them, all of it.
final class ModelTest {
  /// @param sc all outcomes under sequential consistency
  /// @param tso those that store buffers add
  record Known(Class<?> model, String sc, String tso) {}

  static Stream<Known> table() {
    return Stream.of(
        new Known(Flush_01_SwitchIn.Model.class, "0, 0; 1, 0; 1, 1", "0, 1"),
        new Known(Ipi_01_TwoInitiators.Model.class, "0, 0; 0, 1; 1, 1", ""),
        new Known(Ipi_02_NoWait.Model.class, "1", ""),
        new Known(Ipi_07_EventsInARow.Model.class, "0, 0; 1, 1", ""));
  }

  private static Set<String> outcomes(Known known, MemoryModel model) {
    Findings all =
        new Explorer(Carrier.best(), ModelTest.class.getClassLoader())
            .explore(
                known.model().getName(),
                Settings.DEFAULT.model(model).bound(8).time(Duration.ofMinutes(5)),
                standing -> {});
    Set<String> outcomes = new TreeSet<>();
    all.outcomes().forEach(o -> outcomes.add(o.outcome()));
    return outcomes;
  }

  private static Set<String> split(String outcomes) {
    return new TreeSet<>(Stream.of(outcomes.split("; ", 0)).filter(o -> !o.isEmpty()).toList());
  }

  @ParameterizedTest
  @MethodSource("table")
  void showsWhatItsMachineShows(Known known) {
    assertEquals(split(known.sc()), outcomes(known, MemoryModel.SC));
    Set<String> both = split(known.sc());
    both.addAll(split(known.tso()));
    assertEquals(both, outcomes(known, MemoryModel.TSO));
  }

  @Test
  void allAreListed() {
    assertEquals(
        new TreeSet<>(Stories.models().stream().map(Class::getName).toList()),
        new TreeSet<>(table().map(known -> known.model().getName()).toList()));
  }
}
