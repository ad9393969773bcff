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

/// Is a call ever owed an answer by a vCPU that has gone?
///
/// Result: Never for the fixed kernel; Sometimes for the seed and D06.
///
/// vcpu0 calls everybody online while vcpu1 goes offline. Whom to call must be read under `call_lock`,
/// which vcpu1 takes to leave, and whoever is counted must be sent to. The seed takes the mask before
/// the lock, counts all of it, and sends to those that are online: it waits for ever (museum D06).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart         8,051    2.20%
///       held, overlapped  357,449   97.80%
///
///     seed
///       L1 nobody can take another step, apart             2    0.00%
///       L1 nobody can take another step, overlapped   93,366   34.29%
///       held, apart                                   21,425    7.87%
///       held, overlapped                             157,469   57.84%
///
///     D06
///       L1 nobody can take another step, overlapped   74,077   37.50%
///       held, apart                                    6,346    3.21%
///       held, overlapped                             117,127   59.29%
@JCStressTest
@State
@Story(
    question = "Does a call await a vCPU that went offline before it was sent to?",
    standsFor = "xen_smp_call_function_mask; xen_cpu_disable, xen_cpu_die",
    guards = {"S19", "L1"},
    convicts = {"seed", "D06"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 answers and goes, or goes and is not counted")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 reads the mask -> vcpu1 goes -> vcpu0 counts it and waits for ever")
public class Cpu_02_OfflineBesideCall extends Scene {

  public Cpu_02_OfflineBesideCall() {
    super(story().frames(4));

    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.flushTlbAll(cpu0);
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
      id = "seed, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "vcpu0 reads the mask -> vcpu1 goes -> vcpu0 counts it and waits for ever")
  @Outcome(
      id = "D06, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "a call awaits a vCPU that is not online")
  public static class Mutants extends Cpu_02_OfflineBesideCall {
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
