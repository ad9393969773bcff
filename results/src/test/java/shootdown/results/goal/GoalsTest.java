package shootdown.results.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shootdown.results.bench.Bootstrap;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;

class GoalsTest {
  private final List<BenchmarkRecord> records = new ArrayList<>();

  private void add(String type, Map<String, String> params, String metric, List<Double> forks) {
    List<List<Double>> lists = forks.stream().map(List::of).toList();
    records.add(
        new BenchmarkRecord(
            "fixed",
            "shootdown.bench." + type + ".round",
            "avgt",
            params,
            metric,
            "#",
            lists,
            new Bootstrap().of(lists)));
  }

  private void add(String type, Map<String, String> params, String metric, double value) {
    add(type, params, metric, Collections.nCopies(10, value));
  }

  private GoalResult goal(String id, String words) {
    return Goals.judge(records.stream(), List.of()).stream()
        .filter(g -> g.id().equals(id) && g.goal().contains(words))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> pin(String transport, String work) {
    return Map.of("transport", transport, "work", work);
  }

  @Test
  void withoutOurBenchmarksThereAreNoGoals() {
    assertEquals(List.of(), Goals.judge(records.stream(), List.of()));
  }

  @Test
  void everyGoalIsNamedWhateverWasMeasured() {
    add("PinBatch", pin("trap", "64"), "pinGain32", 9);
    List<String> ids =
        Goals.judge(records.stream(), List.of()).stream().map(GoalResult::id).distinct().toList();
    assertEquals(
        List.of(
            "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "G13",
            "G14"),
        ids);
  }

  @Test
  void aWholeIntervalInsideTheBoundIsMetOutsideMissedAcrossOpen() {
    assertEquals(Fate.MET, Bound.atMost(1.1).of(new Interval(1, 0.9, 1.1)));
    assertEquals(Fate.MISSED, Bound.atMost(1.1).of(new Interval(1.3, 1.11, 1.4)));
    assertEquals(Fate.NOT_RESOLVED, Bound.atMost(1.1).of(new Interval(1.05, 1, 1.2)));
    assertEquals(Fate.MET, Bound.atLeast(8).of(new Interval(9, 8, 10)));
    assertEquals(Fate.MISSED, Bound.atLeast(8).of(new Interval(7, 6, 7.9)));
    assertEquals(Fate.NOT_RESOLVED, Bound.atLeast(8).of(new Interval(8, 7, 9)));
  }

  @Test
  void gainsAreJudgedByWorkAndOnTheTrapAlone() {
    add("PinBatch", pin("trap", "64"), "pinGain32", 9);
    add("PinBatch", pin("trap", "512"), "pinGain32", 2.5);
    add("PinBatch", pin("call", "64"), "pinGain32", 0.9);

    assertEquals(Fate.MET, goal("G7", "64-entry").fate());
    assertEquals(Fate.MISSED, goal("G7", "512-entry").fate());
    assertEquals(Fate.NOT_MEASURED, goal("G7", "type word").fate());
  }

  @Test
  void theWorstSetOfParametersSpeaksForAll() {
    add("PinBatch", pin("tas", "64"), "pinMisfit", 0.02);
    add("PinBatch", pin("ticket", "64"), "pinMisfit", 0.17);
    add("PinBatch", pin("trap", "64"), "pinMisfit", 0.019);

    GoalResult locks = goal("G5", "locks");
    assertEquals(Fate.MISSED, locks.fate());
    assertEquals(0.17, locks.figure().orElseThrow().point());
    assertTrue(locks.note().contains("transport=ticket"), locks.note());
    assertEquals(Fate.MET, goal("G5", "trap").fate());
  }

  @Test
  void fewForksAreAPreview() {
    add("PinBatch", pin("trap", "64"), "pin1PerDirect", Collections.nCopies(5, 1.01));
    GoalResult result = goal("G6", "");
    assertEquals(Fate.NOT_RESOLVED, result.fate());
    assertTrue(result.note().startsWith("a preview: forks=5"), result.note());
  }

  @Test
  void placementsAreNeverMixed() {
    Map<String, String> params = Map.of("kernel", "fixed");
    List<Double> where = new ArrayList<>(Collections.nCopies(10, 1.0));
    where.addAll(Collections.nCopies(3, 3.0));
    List<Double> ratio = new ArrayList<>(Collections.nCopies(10, 1.04));
    ratio.addAll(Collections.nCopies(3, 1.9));
    add("IpiRoundTrip", params, "placement", where);
    add("IpiRoundTrip", params, "oneBitPerA1", ratio);
    add("IpiRoundTrip", params, "a2PerA2", Collections.nCopies(13, 1.0));

    assertEquals(Fate.MET, goal("G1", "SMT").fate());
    assertEquals(Fate.PLACEMENT_NOT_MET, goal("G1", "same L3").fate());
    assertEquals(Fate.NOT_RESOLVED, goal("G1", "far").fate());
    assertEquals(1.9, goal("G1", "far").figure().orElseThrow().point());
  }

  @Test
  void aControlThatIsNotEqualVoidsTheRun() {
    Map<String, String> params = Map.of("transport", "trap");
    add("AckInBatch", params, "growthPerBound", 0.5);
    add("AckInBatch", params, "controlRatio", 1.2);

    GoalResult result = goal("G13", "");
    assertEquals(Fate.NOT_RESOLVED, result.fate());
    assertTrue(result.note().startsWith("void: "), result.note());
  }

  @Test
  void wakeUpsTakeABillionPosts() {
    add("Mailboxes", Map.of(), "posts", 5e7);
    add("Mailboxes", Map.of(), "lost", 0);
    assertEquals(Fate.NOT_RESOLVED, goal("G3", "wake-ups").fate());
    records.clear();
    add("Mailboxes", Map.of(), "posts", 1e8);
    add("Mailboxes", Map.of(), "lost", 0);
    assertEquals(Fate.MET, goal("G3", "wake-ups").fate());
    records.clear();
    add("Mailboxes", Map.of(), "posts", 5e7);
    add("Mailboxes", Map.of(), "lost", List.of(0.0, 1.0));
    assertEquals(Fate.MISSED, goal("G3", "wake-ups").fate());
  }

  @Test
  void shootdownsAreJudgedByNumber() {
    for (int vcpus : new int[] {2, 3, 8, 16}) {
      Map<String, String> params =
          Map.of("vcpus", String.valueOf(vcpus), "lazy", "all", "wait", "yield");
      add("Shootdown", params, "dropPerA2", 1.1);
      add("Shootdown", params, "dropPerA3", vcpus == 8 ? 0.7 : 0.5);
      add("Shootdown", params, "drop", 1_000.0 * (vcpus - 1));
      add("Shootdown", params, "hogRatio", 4);
    }
    add("Shootdown", Map.of("vcpus", "4", "lazy", "all", "wait", "spin"), "hogRatio", 60_000);

    assertEquals(Fate.MISSED, goal("G9", "A3 (N - 1)").fate());
    assertEquals(Fate.MET, goal("G9", "straight line").fate());
    assertEquals(1, goal("G9", "straight line").figure().orElseThrow().point(), 1e-9);
    assertEquals(Fate.MET, goal("G9", "a core each").fate());
    assertEquals(Fate.MET, goal("G10", "").fate());
  }

  @Test
  void aStraightLineIsVoidIfOneOfItsPointsIs() {
    for (int vcpus : new int[] {3, 4, 8}) {
      Map<String, String> params =
          Map.of("vcpus", String.valueOf(vcpus), "lazy", "all", "wait", "yield");
      add("Shootdown", params, "drop", 1_000.0 * (vcpus - 1));
      add("Shootdown", params, "controlRatio", vcpus == 8 ? 1.2 : 1);
    }

    GoalResult line = goal("G9", "straight line");
    assertEquals(Fate.NOT_RESOLVED, line.fate());
    assertTrue(line.note().startsWith("void: "), line.note());
  }

  @Test
  void aRowOfTwoVcpusIsOfOnePlacement() {
    add("PinBatch", pin("ticket", "64"), "available", 1);
    add("PinBatch", pin("ticket", "64"), "pinE", 12);
    List<Double> where = new ArrayList<>(Collections.nCopies(7, 2.0));
    where.addAll(Collections.nCopies(3, 3.0));
    List<Double> price = new ArrayList<>(Collections.nCopies(7, 130.0));
    price.addAll(Collections.nCopies(3, 500.0));
    add("PinBatch", pin("ticket", "64"), "pairPlacement", where);
    add("PinBatch", pin("ticket", "64"), "pinPairE", price);

    List<Price> prices = Price.table(records.stream());
    Price two = prices.stream().filter(p -> p.vcpus() == 2).findFirst().orElseThrow();
    assertEquals("same L3, 7 forks", GoalTable.cores(two));
    assertEquals(130, two.e().orElseThrow().high());
    assertEquals("", two.voided());
    Price one = prices.stream().filter(p -> p.operation().equals("pin")).findFirst().orElseThrow();
    assertEquals("10 forks", GoalTable.cores(one));
  }

  @Test
  void aStraightLineIsOfOnePlacement() {
    for (int vcpus : new int[] {3, 4, 8}) {
      Map<String, String> params =
          Map.of("vcpus", String.valueOf(vcpus), "lazy", "all", "wait", "yield");
      List<Double> where = new ArrayList<>(Collections.nCopies(10, 2.0));
      where.addAll(Collections.nCopies(vcpus == 8 ? 12 : 2, 3.0));
      List<Double> drop = new ArrayList<>(Collections.nCopies(10, 1_000.0 * (vcpus - 1)));
      drop.addAll(Collections.nCopies(vcpus == 8 ? 12 : 2, 70_000.0));
      add("Shootdown", params, "placement", where);
      add("Shootdown", params, "drop", drop);
    }

    GoalResult line = goal("G9", "straight line");
    assertEquals(Fate.MET, line.fate());
    assertEquals("N = [3, 4, 8], same L3", line.note());
  }

  @Test
  void aMedianOfTwoRoundsIsNoVerdict() {
    add("PinBatch", pin("trap", "64"), "pin1PerDirect", 1.01);
    add("PinBatch", pin("trap", "64"), "rounds", 2);

    GoalResult result = goal("G6", "");
    assertEquals(Fate.NOT_RESOLVED, result.fate());
    assertTrue(result.note().startsWith("too few rounds: 2; "), result.note());
  }

  @Test
  void oneByteIsTooMany() {
    add("Allocation", Map.of("ops", "10000000"), "bytes", List.of(0.0));
    assertEquals(Fate.MET, goal("G4", "").fate());
    records.clear();
    add("Allocation", Map.of("ops", "10000000"), "bytes", List.of(24.0));
    assertEquals(Fate.MISSED, goal("G4", "").fate());
  }

  @Test
  void aTableHasARowForEachTransportAndContention() {
    add("PinBatch", pin("trap", "64"), "available", 1);
    add("PinBatch", pin("trap", "64"), "pinE", 250);
    add("PinBatch", pin("trap", "64"), "pinW", 100);
    add("PinBatch", pin("nowhere", "64"), "available", 0);
    List<Price> prices = Price.table(records.stream());

    assertEquals(8, prices.size());
    Price pin =
        prices.stream()
            .filter(p -> p.transport().equals("trap") && p.operation().equals("pin"))
            .filter(p -> p.vcpus() == 1)
            .findFirst()
            .orElseThrow();
    assertEquals(250, pin.e().orElseThrow().point());
    assertTrue(
        prices.stream()
            .filter(p -> p.transport().equals("nowhere"))
            .allMatch(p -> p.note().equals("not available on this platform")));
    assertTrue(
        prices.stream()
            .filter(p -> p.vcpus() == 2 && p.transport().equals("trap"))
            .allMatch(p -> p.note().startsWith("not measured")));
  }

  @Test
  void theTableGoesBetweenItsMarks() {
    String begin = "<!-- goals: written by `report --readme`, not by hand -->";
    String end = "<!-- end of goals -->";
    String readme = "before\n" + begin + "\nold\n" + end + "\nafter\n";
    add("PinBatch", pin("trap", "64"), "pinGain32", 9);
    String table =
        GoalTable.markdown(Goals.judge(records.stream(), List.of()), List.of(), "Measured here.");
    assertTrue(GoalTable.PLACE.isIn(readme));
    String written = GoalTable.PLACE.filled(readme, table);

    assertTrue(written.startsWith("before\n" + begin + "\nMeasured here.\n"));
    assertTrue(written.endsWith(end + "\nafter\n"));
    assertTrue(
        written.contains("| G7 | trap, direct over batches of 32, 64-entry scan | ≥ 8.00 |"));
    assertTrue(!written.contains("old"));
    assertEquals(written, GoalTable.PLACE.filled(written, table), "as often as one likes");
    assertTrue(!GoalTable.PLACE.isIn(end + begin), "the other way round");
    assertTrue(!GoalTable.PLACE.isIn(begin + end + begin + end), "twice");
  }
}
