package shootdown.stress.explored;

import org.openjdk.jcstress.annotations.Actor;
import shootdown.guest.Cpu;
import shootdown.machine.Machine;

/// A story of four vCPUs.
public abstract class FourVcpus extends ThreeVcpus {
  protected final Cpu cpu3;

  protected FourVcpus(Machine.Builder builder) {
    super(builder);
    cpu3 = machine.cpu(3);
  }

  /// A machine for four.
  protected static Machine.Builder four() {
    return story().vcpus(4);
  }

  @Override
  protected abstract void vcpu3();

  @Actor
  public void actor3() {
    play3();
  }
}
