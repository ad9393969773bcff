package shootdown.results.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final List<BenchmarkSheet> ALL =
      BenchmarkCatalogue.matching(Pattern.compile("^shootdown\\.bench\\."));

  private static double seconds(Profile profile) {
    return profile.jobs(ALL).stream().mapToDouble(BenchJob::seconds).sum();
  }

  @Test
  void quickIsAboutTwoMinutesAndNormalBelowTwentyEight() {
    assertTrue(seconds(Profile.QUICK) < 150, "quick=" + seconds(Profile.QUICK));
    assertTrue(seconds(Profile.NORMAL) < 28 * 60, "normal=" + seconds(Profile.NORMAL));
    assertTrue(seconds(Profile.FULL) > seconds(Profile.NORMAL));
  }

  @Test
  void cellsAreCountedByTheValuesThatAreChosen() {
    var sheet = new BenchmarkSheet("a.PinBatch.round", Map.of("transport", 3, "work", 1), true);
    List<BenchJob> jobs = Profile.NORMAL.jobs(List.of(sheet));

    assertEquals(List.of(1, 2, 10, 2, 3, 1), jobs.stream().map(BenchJob::cells).toList());
    assertEquals("trap", jobs.getFirst().params().get("transport"));
  }

  @Test
  void normalMeasuresEveryBenchmarkAndGoalsGetTheirForks() {
    List<BenchJob> jobs = Profile.NORMAL.jobs(ALL);
    for (BenchmarkSheet sheet : ALL) {
      assertTrue(jobs.stream().anyMatch(j -> j.id().equals(sheet.id())), sheet.id());
    }
    assertTrue(
        jobs.stream()
            .filter(j -> j.params().getOrDefault("transport", "").equals("trap"))
            .allMatch(j -> j.forks() >= 10));
  }

  @Test
  void aBenchmarkNobodyKnowsIsMeasuredWithItsOwnParameters() {
    var sheet = new BenchmarkSheet("my.Own.bench", Map.of("size", 4), false);
    BenchJob job = Profile.QUICK.jobs(List.of(sheet)).getFirst();

    assertEquals(Map.of(), job.params());
    assertEquals(4, job.cells());
    assertEquals(5, job.forks());
  }
}
