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
import shootdown.guest.Task;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Can a handler upset what the interrupted code has queued?
///
/// Result: Never for the fixed kernel; Sometimes for the seed.
///
/// vcpu1 unmaps two pages: their updates are queued in a lazy-MMU section, and it flushes and frees
/// them after it. vcpu0's call interrupts it anywhere in there, and the handler queues a flush of its
/// own in the same buffer. The fixed kernel issues there, with all that was queued before it, in
/// order. The seed's handler inherits the lazy mode and leaves its flush queued when it says that it
/// is done: taken between the flush and the change of mode in `arch_leave_lazy_mmu_mode`, it stays
/// queued past the unlock.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart           216    0.16%
///       held, overlapped  136,932   99.84%
///
///     seed
///       S6 page_table_lock released with updates still queued, overlapped  236,137   24.37%
///       held, apart                                                          1,837    0.19%
///       held, overlapped                                                   731,038   75.44%
@JCStressTest
@State
@Story(
    question = "Can a handler that queues and issues upset the batch of the code it interrupts?",
    standsFor = "flush_tlb_all, do_flush_tlb_all; munmap, arch_enter_lazy_mmu_mode, xen_mc_issue",
    guards = {"S1", "S2", "S6", "S7", "S9", "S10", "S22"},
    convicts = {"seed"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "the handler issues what vcpu1 had queued, then its flush -> vcpu1 goes on with an empty"
            + " batch")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "an update is lost, or executed twice, or the interrupt flag comes out wrong")
public class Ipi_03_LazyMmuSection extends Scene {
  private final Mm mm;
  private final Task task;

  public Ipi_03_LazyMmuSection() {
    super(story().frames(9));
    mm = machine.mm(0, 1);
    task = machine.task(mm);
    machine.run(cpu1, task);
    speculate(cpu1, 0);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.unmap(task, mm, 0, 2);
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
      id = "seed, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "an update is lost, or executed twice, or the interrupt flag comes out wrong")
  public static class Mutants extends Ipi_03_LazyMmuSection {
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
