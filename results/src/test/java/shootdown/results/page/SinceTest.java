package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shootdown.results.bench.Comparison;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Entry;
import shootdown.results.run.Run;

class SinceTest {
  private static final Report NOW = Report.of(List.of(Pages.run("run/golden.jsonl")));
  private static final Run EARLIER = Pages.run("page/earlier.jsonl");
  private static final Since SINCE = Since.of(NOW, Report.of(List.of(EARLIER)));

  private static List<String> of(Since since, Since.Kind kind) {
    return since.changes().stream()
        .filter(c -> c.kind() == kind)
        .map(c -> c.test() + " " + c.engine())
        .toList();
  }

  @Test
  void tellsNewFixedAndStillFailing() {
    assertTrue(of(SINCE, Since.Kind.NEW).contains("Exit_02_UnpinsWhileLoaded stress"));
    assertEquals(List.of("LazyTlb_01_FlushFindsNobodyHome stress"), of(SINCE, Since.Kind.FIXED));
    assertTrue(of(SINCE, Since.Kind.STILL).stream().anyMatch(test -> test.startsWith("Evil_05")));
    assertEquals(List.of("Call_03_NeverMeets stress"), of(SINCE, Since.Kind.LOST));
  }

  @Test
  void aFailureThatNobodyTriedAgainIsNotForgotten() {
    Report less =
        Report.of(
            List.of(
                new Run(
                    EARLIER.file(), NOW.started(), List.of(NOW.runs().getFirst().ended().get()))));
    Since since = Since.of(less, Report.of(List.of(EARLIER)));
    assertTrue(of(since, Since.Kind.GONE).contains("LazyTlb_01_FlushFindsNobodyHome stress"));
  }

  /// Half the cost at batch 8 then, twice at batch 32.
  @Test
  void costsAreWorseOrBetterOnlyOutsideTheInterval() {
    assertEquals(List.of("PinCost.pin batch=8 work=64"), costs(SINCE, Comparison.SLOWER));
    assertEquals(List.of("PinCost.pin batch=32 work=64"), costs(SINCE, Comparison.FASTER));
    assertEquals(5, SINCE.costs().size());
  }

  @Test
  void moreOfAThroughputIsBetter() {
    Since since =
        Since.of(
            Report.of(List.of(throughput(NOW.runs().getFirst()))),
            Report.of(List.of(throughput(EARLIER))));
    assertEquals(List.of("PinCost.pin batch=32 work=64"), costs(since, Comparison.SLOWER));
    assertEquals(List.of("PinCost.pin batch=8 work=64"), costs(since, Comparison.FASTER));
  }

  private static List<String> costs(Since since, Comparison verdict) {
    return since.costs().stream()
        .filter(c -> c.verdict() == verdict)
        .map(Since.Cost::label)
        .toList();
  }

  private static Run throughput(Run run) {
    Stream<Entry> entries =
        run.entries().stream()
            .map(
                e ->
                    e instanceof BenchmarkRecord r
                        ? new BenchmarkRecord(
                            r.kernel(),
                            r.id(),
                            "thrpt",
                            r.params(),
                            r.metric(),
                            "ops/ns",
                            r.forks(),
                            r.interval())
                        : e);
    return new Run(run.file(), run.started(), entries.toList());
  }
}
