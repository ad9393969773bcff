package shootdown.results.sample;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.machine.Story;

/// Two stores and two loads in order; under kernel `seed` without the order, so that the sample can
/// be convicted.
@Story(
    question = "Can both vCPUs miss the other's store?",
    standsFor = "nothing: a sample (store buffering)",
    guards = "S4",
    convicts = "seed",
    control = "ControlPlain")
@JCStressTest
@State
@Outcome(id = "held, .*", expect = Expect.ACCEPTABLE, desc = "at least one saw the other")
@Outcome(expect = Expect.FORBIDDEN, desc = "neither saw the other")
public class Sample_01_Holds {
  private static final boolean BROKEN = "seed".equals(System.getProperty("shootdown.kernel"));

  private int plainX;
  private int plainY;
  private volatile int x;
  private volatile int y;

  /// Plays cpu0.
  @Actor
  public void cpu0(LL_Result r) {
    if (BROKEN) {
      plainX = 1;
      r.r1 = plainY;
    } else {
      x = 1;
      r.r1 = y;
    }
  }

  /// Plays cpu1.
  @Actor
  public void cpu1(LL_Result r) {
    if (BROKEN) {
      plainY = 1;
      r.r2 = plainX;
    } else {
      y = 1;
      r.r2 = x;
    }
  }

  /// Tells what was seen.
  @Arbiter
  public void judge(LL_Result r) {
    boolean violated = r.r1.equals(0) && r.r2.equals(0);
    boolean met = r.r1.equals(r.r2);
    r.r1 = violated ? "S4 pinned bit cleared while referenced" : "held";
    r.r2 = met ? "overlapped" : "apart";
  }
}
