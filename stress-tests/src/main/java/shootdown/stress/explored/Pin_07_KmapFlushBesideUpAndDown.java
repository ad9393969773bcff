package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// A pin flushes the kmaps by call while one vCPU comes up and another goes down.
///
/// Result: Never for the fixed kernel.
///
/// vcpu0 execs a program whose pte pages are in highmem, so that it calls everybody in the middle
/// of the pin, with page_table_lock held. vcpu1 brings vcpu2 up and goes down itself.
@Story(
    question = "Does a pin that calls everybody know who has come and who has gone?",
    standsFor = "xen_pgd_pin, kmap_flush_unused, flush_tlb_all; xen_cpu_up, xen_cpu_disable",
    guards = {"S1", "S2", "S7", "S12", "S19", "S20", "L1", "L2"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 awaits who is online under call_lock -> all of them answer")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 awaits vcpu1 that has gone, or vcpu2 keeps a kmap of a page that is pinned")
public class Pin_07_KmapFlushBesideUpAndDown extends ThreeVcpus {
  private final Task task;
  private final Mm program;

  public Pin_07_KmapFlushBesideUpAndDown() {
    super(three().frames(9).highFrames(1));
    task = machine.task(null);
    program = machine.unpinnedMm(0);
    machine.takeDown(cpu2);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exec(task, program);
  }

  @Override
  protected void vcpu1() {
    kernel.cpuUp(cpu1, cpu2);
    kernel.cpuDown(cpu1);
  }

  @Override
  protected void vcpu2() {
    comeUp(cpu2);
  }
}
