package shootdown.results.sample;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.machine.Story;

/// Wants three cores, which jcstress drops without a word on a machine with two.
@Story(
    question = "Does anybody notice a dropped test?",
    standsFor = "nothing: a sample",
    guards = "L1")
@JCStressTest
@State
@Outcome(id = "held, .*", expect = Expect.ACCEPTABLE, desc = "always")
@Outcome(expect = Expect.FORBIDDEN, desc = "never")
public class Sample_02_NeedsThree {
  private volatile int x;

  /// Plays cpu0.
  @Actor
  public void cpu0() {
    x = 1;
  }

  /// Plays cpu1.
  @Actor
  public void cpu1() {
    x = 2;
  }

  /// Plays cpu2.
  @Actor
  public void cpu2() {
    x = 3;
  }

  /// Tells what was seen.
  @Arbiter
  public void judge(LL_Result r) {
    r.r1 = x == 0 ? "L1 lost" : "held";
    r.r2 = "overlapped";
  }
}
