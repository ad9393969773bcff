package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// A vCPU passes through three mms, the first two of which are taken down behind it.
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu2 borrows the table of mm1, switches to a thread of mm2, and that execs: it pins mm3,
/// switches to it with interrupts on, and drops its user of mm2. vcpu0 exits from mm1, vcpu1 from
/// mm2 as its other thread. Either of vcpu1 and vcpu2 may be the last user of mm2; if it is vcpu1,
/// it calls vcpu2 in the middle of its `switch_mm`.
@Story(
    question =
        "Do two exits reach a vCPU that switches, then execs, from the one to the other to a"
            + " third?",
    standsFor =
        "exit_mm, drop_mm_ref, drop_other_mm_ref; context_switch; exec_mmap, xen_activate_mm",
    guards = {"S1", "S4", "S8", "S9", "S13", "S16", "S22", "L1", "L2"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu2 leaves each table before it is unpinned, by its own switch or by the call")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "one is unpinned while vcpu2 has it in cr3, or vcpu2 leaves what it is entering")
public class Exit_15_ExecBesideTwoExits extends ThreeVcpus {
  private final Task last;
  private final Task first;
  private final Task second;
  private final Mm program;

  public Exit_15_ExecBesideTwoExits() {
    super(three().frames(18));
    Mm mm1 = machine.mm(0);
    Mm mm2 = machine.mm(0);
    last = machine.task(mm1);
    first = machine.task(mm2);
    second = machine.thread(mm2);
    program = machine.unpinnedMm(0);
    Task _ = machine.borrower(cpu2, mm1);
    machine.run(cpu0, last);
    machine.run(cpu1, first);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    kernel.exitMm(first);
  }

  @Override
  protected void vcpu2() {
    kernel.contextSwitch(cpu2, second);
    kernel.exec(second, program);
  }
}
