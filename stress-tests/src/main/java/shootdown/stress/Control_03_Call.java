package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// The baseline of calls: 34 atomics, two interrupts; 40 atomics to set it up.
@JCStressTest
@State
@Outcome(id = "through", expect = ACCEPTABLE, desc = "both actors came to the end")
public class Control_03_Call extends Control {
  public Control_03_Call() {
    super(40, 12, 12, 2);
  }

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  @Arbiter
  public void judge(L_Result r) {
    r.r1 = THROUGH;
  }
}
