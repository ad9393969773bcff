package shootdown.results.sample;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.machine.Story;

/// Two volatile writes; listed under `META-INF/shootdown/explored`, unknown to jcstress.
@Story(
    question = "Can a story be explored that jcstress does not know?",
    standsFor = "nothing: a sample",
    guards = "S4")
public class Sample_04_ExploredOnly {
  private volatile int x;

  /// Plays cpu0.
  @Actor
  public void cpu0() {
    x = 1;
  }

  /// Plays cpu1.
  @Actor
  public void cpu1(LL_Result r) {
    r.r2 = x == 0 ? "apart" : "overlapped";
  }

  /// Tells what was seen.
  @Arbiter
  public void judge(LL_Result r) {
    r.r1 = "held";
  }
}
