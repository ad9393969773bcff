package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;

/// Two vCPUs call each other at once: do both return?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for D05 and D08.
///
/// Each wants every other vCPU to flush everything, and waits for it. One takes `call_lock`; the
/// other spins on it with interrupts on, and answers from there. If it spun with them off, neither
/// would ever return. If both got the lock (museum D05), or if one were sent to before the call is
/// there (D08), it would find a call that is not meant for it, or none.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, overlapped  209,852  100.00%
///
///     seed
///       held, overlapped  110,012  100.00%
///
///     D05
///       S15 handler read the block of another caller, overlapped   23,155   17.41%
///       held, overlapped                                          109,878   82.59%
///
///     D08
///       S15 handler found no published call, overlapped             3,506    2.63%
///       S15 handler read the block of another caller, overlapped      539    0.41%
///       held, overlapped                                          129,026   96.96%
@JCStressTest
@State
@Story(
    question = "Do two vCPUs that call each other at once both return?",
    standsFor = "flush_tlb_all, xen_smp_call_function_mask, xen_call_function_interrupt",
    guards = {"S14", "S15", "L1", "L2"},
    convicts = {"D05", "D08"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "one calls -> the other answers while it spins for call_lock -> it calls in turn")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "each waits for the other, or a function runs twice, or never")
public class Ipi_01_TwoInitiators extends Scene {

  public Ipi_01_TwoInitiators() {
    super(story().frames(4));

    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.flushTlbAll(cpu1);
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
      id = "D05, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "two callers both find the lock of the call free")
  @Outcome(
      id = "D08, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "an IPI is sent before the call that it announces is there")
  public static class Mutants extends Ipi_01_TwoInitiators {
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

  /// Publishing and sending in two words: message passing. Nothing keeps the send behind the store
  /// that it announces (museum D08w); to memory x86 does so all the same, to a register of an
  /// x2APIC it does not.
  ///
  /// Result: Never on x86, Sometimes on weaker machines.
  ///
  ///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, quick, the forks with both actors compiled:
  ///
  ///       0, 0  21,595,254   26.92%
  ///       0, 1     150,343    0.19%
  ///       1, 0           0    0.00%
  ///       1, 1  58,470,505   72.89%
  @JCStressTest
  @State
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the interrupt is there, and no call is published")
  @Outcome(expect = ACCEPTABLE, desc = "no interrupt yet, or a call with it")
  public static class Model {
    private static final VarHandle PUBLISHED = handle("published");
    private static final VarHandle PENDING = handle("pending");

    private static VarHandle handle(String field) {
      try {
        return MethodHandles.lookup().findVarHandle(Model.class, field, int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    int published;
    int pending;

    @Actor
    public void call() {
      PUBLISHED.setOpaque(this, 1);
      PENDING.setOpaque(this, 1);
    }

    @Actor
    public void upcall(II_Result r) {
      r.r1 = (int) PENDING.getAcquire(this);
      r.r2 = (int) PUBLISHED.getOpaque(this);
    }
  }
}
