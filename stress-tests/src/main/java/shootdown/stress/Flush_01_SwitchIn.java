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
import shootdown.guest.Task;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Can a flush miss a vCPU that is just switching in?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for A06.
///
/// vcpu1 switches to a thread of mm1: it sets its bit in the mask, then loads cr3, and then it may
/// walk to the page. vcpu0 unmaps the page, then reads the mask to learn whom to flush, and frees
/// the page. Both store, then load the other's variable: the store-buffering shape. The bit is set by
/// a locked operation and the entry is cleared by a hypercall, so both sides have their full barrier
/// (museum A06).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,957   10.45%
///       held, overlapped  145,279   89.55%
///
///     seed
///       held, apart        13,373    6.67%
///       held, overlapped  187,263   93.33%
///
///     A06
///       S10 page freed while a live TLB entry maps it, overlapped   38,399    9.07%
///       held, apart                                                 32,983    7.79%
///       held, overlapped                                           351,906   83.14%
@JCStressTest
@State
@Story(
    question = "Can a flush miss a vCPU that is just switching in?",
    standsFor = "munmap, flush_tlb_page, xen_flush_tlb_others; context_switch, switch_mm",
    guards = {"S10"},
    convicts = {"A06"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 sees the bit and flushes vcpu1, or vcpu1 walks after the entry is clear")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 sees no bit -> vcpu1 remembers the page -> vcpu0 frees it")
public class Flush_01_SwitchIn extends Scene {
  private final Mm mm;
  private final Task task;
  private final Task otherThread;

  public Flush_01_SwitchIn() {
    super(story().frames(8));
    mm = machine.mm(0);
    task = machine.task(mm);
    otherThread = machine.thread(mm);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(task, mm, 0, 1);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, otherThread);
    speculate(cpu1, 0);
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
      id = "A06, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the flush reads the mask before the entries are cleared")
  public static class Mutants extends Flush_01_SwitchIn {
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

  /// The race in two words: store buffering. With no barrier between the store to the entry and the
  /// load of the mask, x86 lets the load go first (museum A06w); a barrier on the other side alone
  /// does not help.
  ///
  /// Result: Sometimes.
  ///
  ///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, quick, the forks with both actors compiled:
  ///
  ///       0, 0  81,512,651   95.89%
  ///       0, 1     322,621    0.38%
  ///       1, 0     128,383    0.15%
  ///       1, 1   3,044,767    3.58%
  @JCStressTest
  @State
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "nobody is flushed, and the walk finds the old entry")
  @Outcome(expect = ACCEPTABLE, desc = "the flush is sent, or the walk finds the entry cleared")
  public static class Model {
    private static final VarHandle ENTRY = handle("entry");
    private static final VarHandle MASK = handle("mask");

    private static VarHandle handle(String field) {
      try {
        return MethodHandles.lookup().findVarHandle(Model.class, field, int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    int entry = 1;
    int mask;

    @Actor
    public void flush(II_Result r) {
      ENTRY.setOpaque(this, 0);
      r.r1 = (int) MASK.getOpaque(this);
    }

    @Actor
    public void switchIn(II_Result r) {
      MASK.setVolatile(this, 1);
      r.r2 = (int) ENTRY.getVolatile(this);
    }
  }
}
