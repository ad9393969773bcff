package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// One thread execs while another is switched to and a third vCPU calls everybody.
///
/// Result: Never for the fixed kernel.
///
/// vcpu1 borrows the mm and switches to a thread of it, with its new page table queued; vcpu0 runs
/// the other thread and execs, with interrupts on. Both are called by vcpu2 in the middle of it, to
/// flush, and to leave the mm if they merely borrow it.
@Story(
    question =
        "Does a call find enough to do the right thing in a switch, and in an exec, of one mm?",
    standsFor =
        "context_switch, switch_mm; exec_mmap, activate_mm; flush_tlb_all, do_flush_tlb_all",
    guards = {"S1", "S2", "S5", "S6", "S8", "S9", "S10", "S16", "S22", "L1", "L2"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "a call that comes while a vCPU enters an mm leaves it there, and one that comes before"
            + " takes it off the old")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "a vCPU is taken off the mm that it runs, or runs one whose table is not in its cr3")
public class Batch_03_SwitchBesideExecAndCall extends ThreeVcpus {
  private final Task execing;
  private final Task thread;
  private final Mm program;

  public Batch_03_SwitchBesideExecAndCall() {
    super(three().frames(13));
    Mm mm = machine.mm(0);
    program = machine.unpinnedMm(0);
    execing = machine.task(mm);
    thread = machine.thread(mm);
    Task _ = machine.borrower(cpu1, mm);
    machine.run(cpu0, execing);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exec(execing, program);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, thread);
  }

  @Override
  protected void vcpu2() {
    kernel.flushTlbAll(cpu2);
  }
}
