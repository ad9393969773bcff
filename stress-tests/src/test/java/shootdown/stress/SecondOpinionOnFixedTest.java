package shootdown.stress;

import java.util.Set;
import org.junit.jupiter.api.Test;
import shootdown.explore.Settings;

/// Where exploring finds nothing forbidden on the fixed kernel, Lincheck finds nothing either.
final class SecondOpinionOnFixedTest {
  private static final Set<String> HELD = Set.of("held, apart", "held, overlapped");

  private final BothEngines engines = new BothEngines("fixed", 1000);

  @Test
  void exitReachesAQueuedSwitch() {
    engines.reach(HELD, Exit_02_QueuedSwitch.class, BothEngines.FEW, Staged.QueuedSwitch.class);
  }

  @Test
  void flushReachesASwitchOut() {
    engines.reach(HELD, Flush_02_SwitchOut.class, Settings.UNBOUNDED, Staged.SwitchOut.class);
  }
}
