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
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.guest.Task;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;

/// Does each of two calls run its own function, if nobody waits for the first to finish?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for D03 and D08.
///
/// vcpu0 calls without waiting for the end: it returns when vcpu1 has *started*, and uses the block
/// on its stack again for a second call. The handler must have read everything before it counts
/// itself as started (museum D03), and the second event must not merge with the first. vcpu1 is in
/// a context switch, with interrupts off for most of it.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart         1,023    0.43%
///       held, overlapped  235,453   99.57%
///
///     seed
///       held, apart           250    0.16%
///       held, overlapped  153,282   99.84%
///
///     D03
///       L1 nobody can take another step, apart                                   2    0.00%
///       L1 nobody can take another step, overlapped                            144    0.07%
///       S14 call block touched outside publication and return, apart           385    0.19%
///       S14 call block touched outside publication and return, overlapped   22,953   11.20%
///       S14 function ran more than once for one call, apart                      5    0.00%
///       S14 function ran more than once for one call, overlapped               963    0.47%
///       held, apart                                                            999    0.49%
///       held, overlapped                                                   179,516   87.58%
///
///     D08
///       S14 call block touched outside publication and return, apart            22    0.01%
///       S14 call block touched outside publication and return, overlapped      786    0.38%
///       S15 handler found no published call, apart                              86    0.04%
///       S15 handler found no published call, overlapped                      1,274    0.62%
///       held, apart                                                          1,235    0.60%
///       held, overlapped                                                   201,606   98.34%
@JCStressTest
@State
@Story(
    question = "Does a handler take its call from the block before the caller uses it again?",
    standsFor = "xen_smp_call_function_mask without wait; context_switch",
    guards = {"S14", "S15"},
    convicts = {"D03", "D08"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 reads the block -> started -> vcpu0 fills it anew")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 fills the block -> vcpu1 reads the wrong call from it")
public class Ipi_02_NoWait extends Scene {
  private final Task other;

  public Ipi_02_NoWait() {
    super(story().frames(8));
    Mm mm = machine.mm(0);
    other = machine.task(mm);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.callFunctionMask(cpu0, CpuMask.of(1), kernel.flushTlbAllFunction(), null, false);
    kernel.callFunctionMask(cpu0, CpuMask.of(1), kernel.flushTlbAllFunction(), null, true);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, other);
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
      id = "D03, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the handler reads a call block that it has given back")
  @Outcome(
      id = "D08, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "an IPI is sent before the call that it announces is there")
  public static class Mutants extends Ipi_02_NoWait {
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

  /// Answering in two words: load buffering. Nothing keeps the count behind the read of the block
  /// that it gives back (museum D03w), so the caller can fill it for the next call before it is
  /// read.
  ///
  /// Result: Never on x86, Sometimes on weaker machines.
  ///
  ///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, quick, the forks with both actors compiled:
  ///
  ///       1  104,802,342  100.00%
  ///       2            0    0.00%
  @JCStressTest
  @State
  @Outcome(
      id = "2",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the handler gets the function of the next call")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the handler gets the function of its own")
  public static class Model {
    private static final VarHandle FUNC = handle("func");
    private static final VarHandle STARTED = handle("started");

    private static VarHandle handle(String field) {
      try {
        return MethodHandles.lookup().findVarHandle(Model.class, field, int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    int func = 1;
    int started;

    @Actor
    public void callAgain() {
      if ((int) STARTED.getOpaque(this) == 1) {
        FUNC.setOpaque(this, 2);
      }
    }

    @Actor
    public void handle(I_Result r) {
      r.r1 = (int) FUNC.getOpaque(this);
      STARTED.setOpaque(this, 1);
    }
  }
}
