package shootdown.results.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shootdown.results.run.BenchmarkRecord;

class MeasuredTest {
  private static final Map<String, String> TRAP = Map.of("transport", "trap");
  private static final double NEAR = 2;
  private static final double FAR = 3;

  private final List<BenchmarkRecord> records = new ArrayList<>();

  private BenchmarkRecord add(
      String type, Map<String, String> params, String metric, List<List<Double>> forks) {
    var record =
        new BenchmarkRecord(
            "fixed",
            "shootdown.bench." + type + ".round",
            "avgt",
            params,
            metric,
            "#",
            forks,
            new Bootstrap().of(forks));
    records.add(record);
    return record;
  }

  private BenchmarkRecord add(String type, String metric, double value) {
    return add(type, TRAP, metric, Collections.nCopies(3, List.of(value)));
  }

  private BenchmarkRecord commonly(BenchmarkRecord record) {
    return new Measured(records).commonly(record);
  }

  private boolean isVoid(BenchmarkRecord record) {
    Measured measured = new Measured(records);
    return measured.voided(record, measured.commonest(record)).isPresent();
  }

  @Test
  void whatGoesOverIsOfThePlacementThatMostForksHad() {
    add("Strategies", TRAP, "placement", List.of(List.of(FAR), List.of(NEAR), List.of(NEAR)));
    BenchmarkRecord ack =
        add("Strategies", TRAP, "ack", List.of(List.of(900.0), List.of(100.0), List.of(110.0)));
    BenchmarkRecord cost =
        add("Strategies", TRAP, "cost", List.of(List.of(9.0), List.of(8.0), List.of(7.0)));

    assertEquals(List.of(List.of(100.0), List.of(110.0)), commonly(ack).forks());
    assertEquals("same L3", commonly(ack).params().get("placement"));
    assertEquals(cost, commonly(cost), "one vCPU stays on its core");
  }

  @Test
  void aCoreThatIsMovedBetweenTwoIterationsCostsOneOfThem() {
    add("IpiRoundTrip", TRAP, "placement", List.of(List.of(NEAR, FAR), List.of(NEAR, NEAR)));
    BenchmarkRecord call =
        add("IpiRoundTrip", TRAP, "call", List.of(List.of(300.0, 1_600.0), List.of(310.0, 320.0)));

    assertEquals(List.of(List.of(300.0), List.of(310.0, 320.0)), commonly(call).forks());
  }

  @Test
  void twoVcpusHaveAPlacementOfTheirOwn() {
    add("PinBatch", TRAP, "pairPlacement", List.of(List.of(FAR), List.of(FAR), List.of(NEAR)));
    BenchmarkRecord pair =
        add("PinBatch", TRAP, "pinPair32", List.of(List.of(70.0), List.of(71.0), List.of(50.0)));
    BenchmarkRecord alone =
        add("PinBatch", TRAP, "pin32", List.of(List.of(40.0), List.of(41.0), List.of(42.0)));

    assertEquals(2, commonly(pair).forks().size());
    assertEquals("far", commonly(pair).params().get("placement"));
    assertEquals(alone, commonly(alone));
  }

  @Test
  void onTheThreadEverythingGoesOver() {
    Map<String, String> thread = Map.of("transport", "thread");
    add("PinBatch", thread, "placement", List.of(List.of(FAR), List.of(NEAR), List.of(NEAR)));
    BenchmarkRecord e =
        add("PinBatch", thread, "pinE", List.of(List.of(1_400.0), List.of(390.0), List.of(380.0)));

    assertEquals(List.of(List.of(390.0), List.of(380.0)), commonly(e).forks());
  }

  @Test
  void whereNobodyLookedAllForksCount() {
    BenchmarkRecord call = add("IpiRoundTrip", "call", 300);
    assertEquals(call, commonly(call));

    add("IpiRoundTrip", TRAP, "placement", List.of(List.of(FAR))); // of another run
    assertEquals(call, commonly(call));
  }

  @Test
  void eachKindHasItsOwnControl() {
    add("PinBatch", "controlRatio", 1);
    add("PinBatch", "pairControlRatio", 1.3);
    assertFalse(isVoid(add("PinBatch", "pinGain32", 5)));
    assertTrue(isVoid(add("PinBatch", "pairGain32", 1.5)));
    assertTrue(isVoid(add("PinBatch", "pinPairE", 300)));

    add("Strategies", "controlRatio", 1);
    add("Strategies", "ackControlRatio", 1.4);
    assertFalse(isVoid(add("Strategies", "costRatio", 0.5)));
    assertTrue(isVoid(add("Strategies", "ackRatio", 12)));

    add("AckInBatch", "controlRatio", 1.2);
    assertTrue(isVoid(add("AckInBatch", "ack32", 900)), "the anchors' where there is no other");
  }

  @Test
  void aControlCountsInThePlacementThatItIsAskedFor() {
    add("IpiRoundTrip", TRAP, "placement", List.of(List.of(FAR), List.of(NEAR), List.of(NEAR)));
    add("IpiRoundTrip", TRAP, "a2PerA2", List.of(List.of(1.5), List.of(1.0), List.of(1.01)));
    BenchmarkRecord bit =
        add("IpiRoundTrip", TRAP, "oneBitPerA1", List.of(List.of(1.0), List.of(1.0), List.of(1.0)));

    add("Mailboxes", TRAP, "placement", List.of(List.of(FAR), List.of(NEAR), List.of(NEAR)));
    add("Mailboxes", TRAP, "controlRatio", List.of(List.of(1.5), List.of(1.0), List.of(1.01)));
    BenchmarkRecord gain =
        add("Mailboxes", TRAP, "slotsGain", List.of(List.of(2.0), List.of(2.0), List.of(2.0)));

    Measured measured = new Measured(records);
    assertTrue(measured.voided(bit, 3).isPresent());
    assertTrue(measured.voided(bit, 2).isEmpty());
    assertTrue(measured.voided(gain, 3).isPresent(), "one of no placement of its own too");
    assertTrue(measured.voided(gain, 2).isEmpty());
    assertTrue(measured.voided(commonly(bit), measured.commonest(commonly(bit))).isEmpty());
  }

  @Test
  void aMeanIsNotMadeAMedianAgain() {
    List<List<Double>> forks = List.of(List.of(1.0), List.of(1.0), List.of(100.0));

    assertEquals(34, new Bootstrap().of("pinPair32Mean", forks).point());
    assertEquals(1, new Bootstrap().of("pinPair32", forks).point());
  }

  @Test
  void whatItsControlVoidsHasNoVerdictUnfoldedOrNot() {
    add("PinBatch", "pinDirect", 300);
    add("PinBatch", "pin1", 310);
    add("PinBatch", "pin32", 50);
    add("PinBatch", "controlRatio", 1.2);

    BenchmarkRow row =
        Benchmarks.rows(records.stream()).stream()
            .filter(r -> r.label().contains("batch=32"))
            .findFirst()
            .orElseThrow();
    assertEquals(Comparison.NOT_RESOLVED, row.versus().orElseThrow().verdict());
  }

  @Test
  void aRowSaysWhereTheCoresWere() {
    add("Strategies", TRAP, "placement", List.of(List.of(FAR), List.of(NEAR), List.of(NEAR)));
    add("Strategies", TRAP, "ackControlRatio", List.of(List.of(2.0), List.of(1.0), List.of(1.0)));
    add("Strategies", TRAP, "ackRatio", List.of(List.of(2.0), List.of(12.0), List.of(14.0)));

    BenchmarkRow row =
        Benchmarks.rows(records.stream()).stream()
            .filter(r -> r.record().metric().equals("ackRatio"))
            .findFirst()
            .orElseThrow();
    assertEquals("Strategies.round placement=same L3 transport=trap · ackRatio", row.label());
    assertEquals(Comparison.SLOWER, row.versus().orElseThrow().verdict());
  }
}
