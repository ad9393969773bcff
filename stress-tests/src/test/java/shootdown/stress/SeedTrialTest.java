package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.MemoryModel;
import shootdown.explore.Settings;
import shootdown.fault.Museum;
import shootdown.fault.SeedDefect;
import shootdown.machine.Kernels;

/// The seed has every defect that it is accused of; and the kernel that mended one has it no more,
/// where the seed was seen to have it.
final class SeedTrialTest {
  private static final Settings IN_ORDER =
      Settings.DEFAULT.model(MemoryModel.SC).bound(2).executions(3000).time(Duration.ofMinutes(2));

  private static final Explorer EXPLORER =
      new Explorer(Carrier.best(), SeedTrialTest.class.getClassLoader());

  private static boolean isSeen(SeedDefect defect, String kernel) {
    String code = defect.invariant() + " ";
    Findings findings =
        EXPLORER.exploreUntil(
            Stories.named(defect.story(), Stories.all()).getName(),
            IN_ORDER.kernel(kernel),
            outcome -> outcome.startsWith(code));
    return findings.first(outcome -> outcome.startsWith(code)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(SeedDefect.class)
  void theSeedHasItAndTheKernelThatMendedItHasNot(SeedDefect defect) {
    assertTrue(isSeen(defect, "seed"), defect::name);
    assertFalse(isSeen(defect, mendedBy(defect)), defect::name);
  }

  /// What mended it mended it: the kernel of before still has it.
  @ParameterizedTest
  @EnumSource(SeedDefect.class)
  void theKernelBeforeStillHasIt(SeedDefect defect) {
    List<String> newestFirst = Kernels.names();
    String before = newestFirst.get(newestFirst.indexOf(defect.mendedBy()) + 1);
    assertTrue(isSeen(defect, before), () -> defect + " on " + before);
  }

  /// Or one piece of evidence would convict it of two.
  @Test
  void noTwoDefectsAreSeenAlike() {
    List<String> evidence =
        Stream.of(SeedDefect.values()).map(d -> d.story() + " " + d.invariant()).toList();
    assertEquals(evidence.size(), Set.copyOf(evidence).size(), evidence::toString);
  }

  /// The first kernel without it, and without any other that the same story sees in the same way:
  /// v3.12 returns early from `send_stop` still (D07r).
  private static String mendedBy(SeedDefect defect) {
    if (defect == SeedDefect.STOPPED_ONLINE) {
      return "fixed";
    }
    List<String> newestFirst = Kernels.names();
    return Stream.of(SeedDefect.values())
        .filter(other -> other == defect || looksLike(other, defect))
        .map(SeedDefect::mendedBy)
        .min(Comparator.comparingInt(newestFirst::indexOf))
        .orElseThrow();
  }

  private static boolean looksLike(SeedDefect other, SeedDefect defect) {
    return Museum.find(other.fault())
        .map(Museum::of)
        .filter(fault -> fault.breaks()[0].equals(defect.invariant()))
        .filter(fault -> List.of(fault.killedBy()).contains(defect.story()))
        .isPresent();
  }

  @Test
  void defectsAreInTheMuseumAndWereMendedInOrder() {
    List<String> newestFirst = Kernels.names();
    int before = newestFirst.size();
    for (SeedDefect defect : SeedDefect.values()) {
      int mended = newestFirst.indexOf(defect.mendedBy());
      assertTrue(mended >= 0 && mended <= before, defect::mendedBy);
      before = mended;
      assertTrue(defect.year() >= 2007, defect::name);
      assertTrue(
          defect.fault().isEmpty() || Museum.find(defect.fault()).isPresent(), defect::fault);
      assertTrue(
          List.of(Stories.storyOf(Stories.named(defect.story(), Stories.all())).convicts())
              .contains("seed"),
          defect::story);
    }
  }
}
