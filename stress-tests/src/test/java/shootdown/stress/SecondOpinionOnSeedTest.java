package shootdown.stress;

import java.util.Set;
import org.junit.jupiter.api.Test;
import shootdown.explore.Settings;

/// What exploring convicts the seed of, Lincheck convicts it of too, in the same words.
///
/// Both convictions come with the ninth invocation, so a few hundred are enough. A rarer one takes
/// Lincheck longer than a test may: the seed's other fault in [Exit_03_Exec] (S9: called between
/// `state = OK` and `active_mm`) came once in 3,000, with the 1,068th, of 89 s; exploring met it
/// with the 2,476th execution, inside six seconds.
final class SecondOpinionOnSeedTest {
  private final BothEngines engines = new BothEngines("seed", 300);

  @Test
  void exitMissesAQueuedSwitch() {
    engines.reach(
        Set.of(
            "held, apart",
            "held, overlapped",
            "S4 pinned bit cleared while the table is still referenced, overlapped"),
        Exit_02_QueuedSwitch.class,
        BothEngines.FEW,
        Staged.QueuedSwitch.class);
  }

  @Test
  void flushMissesASwitchOut() {
    engines.reach(
        Set.of(
            "held, apart",
            "held, overlapped",
            "S10 page freed while a live TLB entry maps it, overlapped"),
        Flush_02_SwitchOut.class,
        Settings.UNBOUNDED,
        Staged.SwitchOut.class);
  }
}
