package shootdown.stress.explored;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.guest.Cpu;
import shootdown.machine.Machine;
import shootdown.machine.Scene;

/// A story of three vCPUs: who plays, and who asks the referee.
public abstract class ThreeVcpus extends Scene {
  protected final Cpu cpu2;

  protected ThreeVcpus(Machine.Builder builder) {
    super(builder);
    cpu2 = machine.cpu(2);
  }

  /// A machine for three, as small as a story's for two.
  protected static Machine.Builder three() {
    return story().vcpus(3);
  }

  @Override
  protected abstract void vcpu2();

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  @Actor
  public void actor2() {
    play2();
  }

  @Arbiter
  public void judge(LL_Result r) {
    r.r1 = verdict();
    r.r2 = window();
  }
}
