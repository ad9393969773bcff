package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// A page loses its write access: does anybody remember that it had it?
///
/// Result: Never for the fixed kernel.
///
/// vcpu0 takes write access to a page away, and its own processor remembers the page. vcpu1 runs
/// the other thread of the mm, walks there too, and lends the mm to a kernel thread; vcpu2 is one
/// that adopts the mm and walks there. Nothing is freed, so nobody but the flush itself stands
/// between a processor and a store that copy-on-write counts on not to happen.
@Story(
    question = "Can a processor go on writing to a page that mprotect has made read-only?",
    standsFor = "mprotect, change_protection, flush_tlb_page; switch_mm, enter_lazy_tlb; use_mm",
    guards = {"S1", "S8", "S9", "S10", "S16", "S22"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 and vcpu2 are in the mask for as long as they can walk -> vcpu0 flushes them")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 makes the entry read-only -> one of them still remembers it as writable")
public class Flush_08_Protect extends ThreeVcpus {
  private final Mm mm;
  private final Task protecting;
  private final Task kernelThread;
  private final Task adopting;

  public Flush_08_Protect() {
    super(three().frames(8));
    mm = machine.mm(0);
    protecting = machine.task(mm);
    Task thread = machine.thread(mm);
    kernelThread = machine.task(null);
    adopting = machine.task(null);
    machine.run(cpu0, protecting);
    machine.run(cpu1, thread);
    machine.run(cpu2, adopting);
    speculate(cpu0, 0);
    curtain();
  }

  /// vcpu2 has still adopted the mm.
  @Override
  protected boolean isSettled() {
    return false;
  }

  @Override
  protected void vcpu0() {
    kernel.protect(protecting, mm, 0, false);
  }

  @Override
  protected void vcpu1() {
    speculate(cpu1, 0);
    kernel.contextSwitch(cpu1, kernelThread);
  }

  @Override
  protected void vcpu2() {
    kernel.useMm(adopting, mm);
    speculate(cpu2, 0);
  }
}
