package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import shootdown.sync.CpuMask;

/// Can one vCPU's bit get lost while another sets its own?
@JCStressTest
@State
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both bits are set")
@Outcome(expect = FORBIDDEN, desc = "a bit was lost")
public class Mask_01_TwoSetters {
  private final CpuMask mask = new CpuMask();

  @Actor
  public void cpu0() {
    mask.set(0);
  }

  @Actor
  public void cpu1() {
    mask.set(1);
  }

  @Arbiter
  public void judge(ZZ_Result result) {
    result.r1 = mask.contains(0);
    result.r2 = mask.contains(1);
  }
}
