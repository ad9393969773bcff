package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// What one vCPU frees by exit, another makes a table of, and a third pins a program.
///
/// Result: Never for the fixed kernel.
///
/// The three mms have nothing in common but the frames they are made of. vcpu0 exits: its tables
/// become pages, and are free after the flush. vcpu1 makes a table of its own mm of what it is
/// given, vcpu2 execs a program and pins it.
@Story(
    question = "Can a page that exit frees be linked as a table before it has ceased to be one?",
    standsFor =
        "exit_mmap, free_pgtables; do_anonymous_page, xen_alloc_pt; exec_mmap, xen_activate_mm",
    guards = {"S2", "S3", "S5", "S10", "S11", "S12", "S13", "L5"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "vcpu0 unpins, unlinks, flushes and frees -> vcpu1 is given the frame, and it is nothing")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "a frame is free while it is typed, flagged as pinned, read-only or still translated")
public class Table_06_GrowBesideExitAndExec extends ThreeVcpus {
  private final Task last;
  private final Mm mm;
  private final Task growing;
  private final Task execing;
  private final Mm program;

  public Table_06_GrowBesideExitAndExec() {
    super(three().frames(21));
    last = machine.task(machine.mm(0));
    mm = machine.mm(0);
    program = machine.unpinnedMm(0);
    growing = machine.task(mm);
    execing = machine.task(null);
    machine.run(cpu0, last);
    machine.run(cpu1, growing);
    machine.run(cpu2, execing);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    int _ = kernel.mapPage(growing, mm, 16);
  }

  @Override
  protected void vcpu2() {
    kernel.exec(execing, program);
  }
}
