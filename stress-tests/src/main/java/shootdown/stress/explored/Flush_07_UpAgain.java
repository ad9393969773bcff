package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// A vCPU that comes up again runs a thread of an mm: can a flush miss it?
///
/// Result: Never for the fixed kernel.
///
/// A flush is for who is in the mask and online. vcpu2 borrowed the mm, went down, comes up again
/// by the hand of vcpu1, switches to a thread of the mm and walks to a page that vcpu0 unmaps and
/// frees.
@Story(
    question = "Can a flush miss a vCPU that has just come up and runs the mm?",
    standsFor =
        "munmap, flush_tlb_page, xen_flush_tlb_others; xen_cpu_up, cpu_bringup, context_switch",
    guards = {"S1", "S8", "S10", "S19"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu2 is online and in the mask before it can walk -> vcpu0 flushes it and frees")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "vcpu2 walks before it is online, or before its bit is in the mask -> vcpu0 frees what it"
            + " sees")
public class Flush_07_UpAgain extends ThreeVcpus {
  private final Mm mm;
  private final Task unmapping;
  private final Task thread;

  public Flush_07_UpAgain() {
    super(three().frames(8));
    mm = machine.mm(0);
    unmapping = machine.task(mm);
    thread = machine.thread(mm);
    Task _ = machine.borrower(cpu2, mm);
    machine.takeDown(cpu2);
    machine.run(cpu0, unmapping);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(unmapping, mm, 0, 1);
  }

  @Override
  protected void vcpu1() {
    kernel.cpuUp(cpu1, cpu2);
  }

  @Override
  protected void vcpu2() {
    comeUp(cpu2);
    kernel.contextSwitch(cpu2, thread);
    speculate(cpu2, 0);
  }
}
