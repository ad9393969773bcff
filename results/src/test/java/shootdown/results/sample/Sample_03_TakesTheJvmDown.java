package shootdown.results.sample;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.infra.results.L_Result;

/// What a child that explores must survive being killed by. No jcstress test: nobody samples it.
public class Sample_03_TakesTheJvmDown {

  /// Plays cpu0.
  @Actor
  public void cpu0(L_Result r) {
    Runtime.getRuntime().halt(42);
    r.r1 = "never";
  }
}
