package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// One vCPU execs away from an mm and another adopts it, both with interrupts on: does a flush
/// reach who holds it?
///
/// Result: Never for the fixed kernel.
///
/// vcpu0 unmaps a page. vcpu1 runs the other thread of the mm and execs; vcpu2 is a kernel thread
/// that adopts the mm, walks to the page, and keeps it. Neither switch is a context switch: the
/// mask, the page table and who they are for change with interrupts on.
@Story(
    question = "Can a flush miss a vCPU that execs away from the mm, or one that adopts it?",
    standsFor = "munmap, flush_tlb_page; exec_mmap, activate_mm, use_mm, switch_mm",
    guards = {"S1", "S2", "S3", "S5", "S6", "S8", "S9", "S10", "S11", "S16", "S22"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "vcpu1 and vcpu2 are in the mask for as long as they can walk -> vcpu0 flushes them and"
            + " frees")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "one of them walks the old entry after vcpu0 has read the mask without it")
public class Flush_06_BesideExecAndUse extends ThreeVcpus {
  private final Mm mm;
  private final Task unmapping;
  private final Task execing;
  private final Mm program;
  private final Task adopting;

  public Flush_06_BesideExecAndUse() {
    super(three().frames(13));
    mm = machine.mm(0);
    program = machine.unpinnedMm(0);
    unmapping = machine.task(mm);
    execing = machine.thread(mm);
    adopting = machine.task(null);
    machine.run(cpu0, unmapping);
    machine.run(cpu1, execing);
    machine.run(cpu2, adopting);
    speculate(cpu0, 0);
    speculate(cpu1, 0);
    curtain();
  }

  /// vcpu2 has still adopted the mm.
  @Override
  protected boolean isSettled() {
    return false;
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(unmapping, mm, 0, 1);
  }

  @Override
  protected void vcpu1() {
    kernel.exec(execing, program);
  }

  @Override
  protected void vcpu2() {
    kernel.useMm(adopting, mm);
    speculate(cpu2, 0);
  }
}
