package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;

/// Does a vCPU that goes offline leave its ports to those who saw it online?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for E08.
///
/// vcpu0 wants vcpu1 to reschedule if it is online, over and over, while vcpu1 goes offline. A
/// reschedule takes no lock, so that nothing lies between the look at the map and the send: vcpu1
/// may be gone by then. Its ports stay bound for ever, and a late event is handled by nobody. If it
/// gave them back (museum E08), the sender would find none, or one that is used for something else.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        23,309    5.52%
///       held, overlapped  399,023   94.48%
///
///     seed
///       held, apart        25,033   12.77%
///       held, overlapped  170,995   87.23%
///
///     E08
///       S19 IPI sent to a port that is not bound, apart            13    0.00%
///       S19 IPI sent to a port that is not bound, overlapped    3,929    0.90%
///       held, apart                                            41,946    9.61%
///       held, overlapped                                      390,712   89.49%
@JCStressTest
@State
@Story(
    question = "Does whoever saw a vCPU online still find its port when it goes offline?",
    standsFor = "xen_smp_send_reschedule, xen_send_IPI_one; xen_cpu_disable, xen_cpu_die",
    guards = {"S17", "S19", "S20"},
    convicts = {"E08"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 goes offline -> vcpu0 sends to its port, and nobody takes the event")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 sees vcpu1 online -> vcpu1 unbinds its ports -> vcpu0 sends to it")
public class Cpu_06_OfflineBesideReschedule extends Scene {
  private static final int TURNS = 4;

  public Cpu_06_OfflineBesideReschedule() {
    super(story().frames(4));

    curtain();
  }

  @Override
  protected void vcpu0() {
    for (int i = 0; i < TURNS; i++) {
      if (machine.guest().online().containsOpaque(1)) {
        kernel.sendReschedule(cpu0, 1);
      }
    }
  }

  @Override
  protected void vcpu1() {
    kernel.cpuDown(cpu1);
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
  public void judge(LL_Result r) {
    r.r1 = verdict();
    r.r2 = window();
  }

  /// The same on the kernels that history got wrong here.
  @JCStressTest
  @State
  @InTurn
  @Outcome(id = ".*, held, .*", expect = ACCEPTABLE, desc = "as above")
  @Outcome(
      id = "E08, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "an event channel is removed while another vCPU is about to use it")
  public static class Mutants extends Cpu_06_OfflineBesideReschedule {
    @Override
    @Actor
    public void actor0() {
      play0();
    }

    @Override
    @Actor
    public void actor1() {
      play1();
    }

    @Arbiter
    public void judge(LLL_Result r) {
      r.r1 = kernelName();
      r.r2 = verdict();
      r.r3 = window();
    }
  }
}
