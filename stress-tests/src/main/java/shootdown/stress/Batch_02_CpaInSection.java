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
import shootdown.guest.CallFunction;
import shootdown.guest.Task;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Does a handler that looks at page tables see what the interrupted task has queued for them?
///
/// Result: Never for the fixed kernel; Always for the seed; Sometimes for C01. The seed stands
/// still, race or none: its call awaits vCPUs that are not there (museum D06).
///
/// vcpu1 unmaps two pages in a lazy-MMU section: the entries are cleared when it leaves the section.
/// vcpu0 has it change the attributes of one of them, by a call that interrupts it anywhere. The
/// handler must issue what is queued before it looks, or it works on an entry that is as good as gone
/// (2009, 4f06b043; museum C01).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart           432    0.21%
///       held, overlapped  204,812   99.79%
///
///     seed
///       L1 nobody can take another step, apart       33,435   37.13%
///       L1 nobody can take another step, overlapped  56,609   62.87%
///
///     C01
///       S6 entry read or written while an update of it was queued, overlapped  204,687   40.19%
///       held, apart                                                              1,193    0.23%
///       held, overlapped                                                       303,424   59.58%
@JCStressTest
@State
@Story(
    question = "Does a handler that looks at page tables see what the interrupted task has queued?",
    standsFor = "change_page_attr, arch_flush_lazy_mmu_mode; munmap, smp_call_function",
    guards = {"S6", "S10"},
    convicts = {"C01"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "the handler finds the page mapped, or issues the clearing and finds it gone")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 queues the clearing -> the handler reads and writes the entry -> vcpu1 issues")
public class Batch_02_CpaInSection extends Scene {
  private final Mm mm;
  private final Task task;
  private final CallFunction takeWriteAccess;

  public Batch_02_CpaInSection() {
    super(story().frames(9));
    mm = machine.mm(0, 1);
    task = machine.task(mm);
    takeWriteAccess = (cpu, info) -> kernel.changePageAttr(cpu, mm, 0, false);
    machine.run(cpu1, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.callFunctionMask(cpu0, -1L, takeWriteAccess, null, true);
  }

  @Override
  protected void vcpu1() {
    kernel.unmap(task, mm, 0, 2);
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
      id = "C01, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "a handler reads page tables with updates still queued on its vCPU")
  public static class Mutants extends Batch_02_CpaInSection {
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
