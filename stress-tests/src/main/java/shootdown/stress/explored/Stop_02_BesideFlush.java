package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Everybody is stopped while one of them flushes: is the flush good as long as it lasts?
///
/// Result: Never for the fixed kernel.
///
/// vcpu2 stops the others, vcpu0 first, who borrows an mm and whose processor remembers a page: it
/// loads swapper, leaves the mask and the online map, in this order. vcpu1 unmaps that page,
/// flushes who is in the mask and online, and frees it, unless it is stopped before.
@Story(
    question = "Can a flush miss a vCPU that is just being stopped?",
    standsFor = "xen_smp_send_stop, stop_self; munmap, flush_tlb_page, xen_flush_tlb_others",
    guards = {"S1", "S2", "S8", "S10", "S20", "L1"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 is flushed, or has left the table when it leaves the mask -> vcpu1 frees")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "vcpu0 leaves the mask or the map -> vcpu1 flushes nobody and frees -> vcpu0 loads swapper")
public class Stop_02_BesideFlush extends ThreeVcpus {
  private final Mm mm;
  private final Task unmapping;

  public Stop_02_BesideFlush() {
    super(three().frames(8));
    mm = machine.mm(0);
    unmapping = machine.task(mm);
    Task _ = machine.borrower(cpu0, mm);
    machine.run(cpu1, unmapping);
    speculate(cpu0, 0);
    curtain();
  }

  @Override
  protected boolean leavesOne() {
    return true;
  }

  @Override
  protected void vcpu0() {
    speculate(cpu0, 0);
  }

  @Override
  protected void vcpu1() {
    kernel.unmap(unmapping, mm, 0, 1);
  }

  @Override
  protected void vcpu2() {
    kernel.sendStop(cpu2);
  }
}
