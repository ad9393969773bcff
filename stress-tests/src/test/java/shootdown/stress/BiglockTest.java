package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.MemoryModel;
import shootdown.explore.Settings;
import shootdown.fault.B01b_UnpinUnlocked;
import shootdown.fault.B03_SyncUnlocked;
import shootdown.hypervisor.BiglockHypervisor;
import shootdown.hypervisor.Hypervisor;

/// The hypervisor's one lock hides what the guest forgot to lock: the same kernels are convicted
/// where operations overlap and hold where they do not.
final class BiglockTest {
  private static final Settings SETTINGS =
      Settings.DEFAULT.model(MemoryModel.SC).bound(2).time(Duration.ofMinutes(3));

  private static final Explorer EXPLORER =
      new Explorer(Carrier.best(), BiglockTest.class.getClassLoader());

  /// B01b as it was in 2007.
  public static final class UnpinUnlocked extends B01b_UnpinUnlocked {
    private final Hypervisor biglock = new BiglockHypervisor();

    @Override
    public String name() {
      return "B01b on the hypervisor of 2007";
    }

    @Override
    public Hypervisor hypervisor() {
      return biglock;
    }
  }

  /// B03 as it was in 2007.
  public static final class SyncUnlocked extends B03_SyncUnlocked {
    private final Hypervisor biglock = new BiglockHypervisor();

    @Override
    public String name() {
      return "B03 on the hypervisor of 2007";
    }

    @Override
    public Hypervisor hypervisor() {
      return biglock;
    }
  }

  private static Findings explore(String kernel, String story) {
    return EXPLORER.explore("shootdown.stress." + story, SETTINGS.kernel(kernel), s -> {});
  }

  private static Set<String> verdicts(Findings findings) {
    return findings.outcomes().stream()
        .map(r -> r.outcome().split("[ ,]", 2)[0])
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "shootdown.stress.BiglockTest$UnpinUnlocked, Unpin_01_VmallocSync",
    "shootdown.stress.BiglockTest$SyncUnlocked, Unpin_01_VmallocSync",
    "shootdown.stress.BiglockTest$SyncUnlocked, Pin_04_VmallocSync",
    "seed-biglock, Unpin_01_VmallocSync",
    "seed-biglock, Pin_04_VmallocSync",
  })
  void holdsWhereNoTwoOperationsOverlap(String kernel, String story) {
    Findings findings = explore(kernel, story);
    assertEquals(Set.of("held"), verdicts(findings));
    assertTrue(findings.exhausted() || findings.bound() == 2, findings::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "B01b, Unpin_01_VmallocSync",
    "B03, Unpin_01_VmallocSync",
    "B03, Pin_04_VmallocSync",
    "seed, Unpin_01_VmallocSync",
    "seed, Pin_04_VmallocSync",
  })
  void isConvictedWhereTheyDo(String kernel, String story) {
    assertTrue(verdicts(explore(kernel, story)).contains("S5"));
  }
}
