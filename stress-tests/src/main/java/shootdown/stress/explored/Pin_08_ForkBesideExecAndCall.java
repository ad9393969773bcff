package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two vCPUs pin with tables in highmem, one by fork and one by exec, while a third calls
/// everybody.
///
/// Result: Never for the fixed kernel.
///
/// Each pin flushes the kmaps by call, with the page_table_lock of its mm held, and in between has
/// a batch open with interrupts off. So three calls queue for `call_lock`, and whoever waits for
/// it, or for an answer, answers the other two.
@Story(
    question = "Do a fork and an exec that flush the kmaps both come through beside a call?",
    standsFor = "xen_dup_mmap, xen_activate_mm, xen_pgd_pin, kmap_flush_unused; flush_tlb_all",
    guards = {"S2", "S3", "S5", "S7", "S11", "S12", "S13", "S16", "S21", "L1", "L2", "L5"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "each call has its turn, and is answered between the batches of the others")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "one waits with interrupts off for who waits for it, or a batch is open across a call")
public class Pin_08_ForkBesideExecAndCall extends ThreeVcpus {
  private final Mm parent;
  private final Task forking;
  private final Task execing;
  private final Mm program;

  public Pin_08_ForkBesideExecAndCall() {
    super(three().frames(19).highFrames(3));
    parent = machine.mm(0);
    program = machine.unpinnedMm(0);
    forking = machine.task(parent);
    execing = machine.task(null);
    machine.run(cpu0, forking);
    machine.run(cpu1, execing);
    curtain();
  }

  @Override
  protected void vcpu0() {
    Mm _ = kernel.dupMmap(forking, parent);
  }

  @Override
  protected void vcpu1() {
    kernel.exec(execing, program);
  }

  @Override
  protected void vcpu2() {
    kernel.flushTlbAll(cpu2);
  }
}
