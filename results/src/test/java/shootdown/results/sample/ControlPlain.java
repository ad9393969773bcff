package shootdown.results.sample;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// The bare cost: two plain stores and loads.
@JCStressTest
@State
@Outcome(id = ".*", expect = Expect.ACCEPTABLE, desc = "whatever")
public class ControlPlain {
  private int x;
  private int y;

  /// Plays cpu0.
  @Actor
  public void cpu0(II_Result r) {
    x = 1;
    r.r1 = y;
  }

  /// Plays cpu1.
  @Actor
  public void cpu1(II_Result r) {
    y = 1;
    r.r2 = x;
  }
}
