package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// The baseline of flushes: 16 atomics, no interrupt; 99 atomics to set it up.
@JCStressTest
@State
@Outcome(id = "through", expect = ACCEPTABLE, desc = "both actors came to the end")
public class Control_04_Flush extends Control {
  public Control_04_Flush() {
    super(99, 8, 8, 0);
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
