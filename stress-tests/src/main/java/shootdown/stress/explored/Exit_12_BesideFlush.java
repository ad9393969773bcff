package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// An exit and a flush want the same vCPU, which is on its way from the one mm to the other.
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu2 borrows the table of mm1 and switches to a thread of mm2; its processor then walks to a
/// page there. vcpu0 exits from mm1 and must find vcpu2 off that table. vcpu1 runs the other thread
/// of mm2 and unmaps the page; its flush is the hypervisor's and must reach vcpu2 if that has
/// arrived. The one needs who has not left yet, the other who has come already: in between vcpu2 is
/// in both masks.
@Story(
    question = "Do an exit and a flush both reach a vCPU that is between their two mms?",
    standsFor = "exit_mm, drop_mm_ref; flush_tlb_others; context_switch, switch_mm",
    guards = {"S1", "S2", "S4", "S5", "S8", "S9", "S10", "S11", "S22"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu2 is in the mask it enters before it is out of the one it leaves")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 unpins what vcpu2 has in cr3, or vcpu1 frees a page that vcpu2 still reaches")
public class Exit_12_BesideFlush extends ThreeVcpus {
  private final Task last;
  private final Mm flushed;
  private final Task unmapper;
  private final Task thread;

  public Exit_12_BesideFlush() {
    super(three().frames(13));
    Mm left = machine.mm(0);
    flushed = machine.mm(0);
    last = machine.task(left);
    unmapper = machine.task(flushed);
    thread = machine.thread(flushed);
    Task _ = machine.borrower(cpu2, left);
    machine.run(cpu0, last);
    machine.run(cpu1, unmapper);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    kernel.unmap(unmapper, flushed, 0, 1);
  }

  @Override
  protected void vcpu2() {
    kernel.contextSwitch(cpu2, thread);
    speculate(cpu2, 0);
  }
}
