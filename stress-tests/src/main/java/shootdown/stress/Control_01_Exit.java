package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// The baseline of exits: 80 atomics, one interrupt; 106 atomics to set it up.
@JCStressTest
@State
@Outcome(id = "through", expect = ACCEPTABLE, desc = "both actors came to the end")
public class Control_01_Exit extends Control {
  public Control_01_Exit() {
    super(106, 60, 15, 1);
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
