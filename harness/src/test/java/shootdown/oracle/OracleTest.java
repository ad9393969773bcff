package shootdown.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shootdown.trace.Breach;
import shootdown.trace.Sighting;
import shootdown.trace.Witness;

final class OracleTest {

  @Test
  void acquitsAHealthyMachine() {
    assertEquals(List.of(), Oracle.judge(new Witness(), Healthy.state().build()));
  }

  @Test
  void tellsWhatWasSeenOnTheSpotFirst() {
    Witness witness = new Witness();
    witness.breach(Breach.PINNED_BIT_CLEARED_WHILE_REFERENCED, 2, 7, 1);
    Snapshot snapshot = Healthy.state().vcpu(0, vcpu -> vcpu.lastBatch(false, true)).build();
    assertEquals(
        List.of(
            "S4: pinned bit cleared while the table is still referenced:"
                + " frame=7 references=1 cpu=2",
            "S7: interrupt flag differs after a balanced batch: before=ON after=OFF cpu=0"),
        Oracle.judge(witness, snapshot).stream().map(Violation::describe).toList());
  }

  @Test
  void judgesAnEqualSnapshotAsBefore() {
    var precedents = new Precedents();
    for (int time = 0; time < 2; time++) {
      Snapshot bad = Healthy.state().vcpu(0, vcpu -> vcpu.lastBatch(false, true)).build();
      assertEquals(Oracle.judge(bad), precedents.judge(bad));
      assertEquals(List.of(), precedents.judge(Healthy.state().build()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysTheSameOfABreachAsItsWitness(Breach breach) {
    Sighting sighting = new Sighting(breach, 1, 3, 2);
    assertEquals(sighting.describe(), Violation.of(sighting).describe());
  }

  @Test
  void judgesInTheOrderOfTheInvariants() {
    Snapshot snapshot =
        Healthy.state()
            .vcpu(1, vcpu -> vcpu.lazyTlb(LazyTlb.State.OK, 1).lastBatch(true, false))
            .frame(Healthy.L1, frame -> frame.counts(2, 2))
            .build();
    assertEquals(
        List.of(Invariant.S2, Invariant.S7, Invariant.S9),
        Oracle.judge(snapshot).stream().map(Violation::invariant).toList());
  }
}
