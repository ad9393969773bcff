package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// One thread gives a pte page back while another makes one, both in one tree that a third vCPU
/// walks.
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu0 unmaps a page and gives its table back; vcpu1 maps a page in another part of the mm, which
/// has no table yet, and may be given the very frames that vcpu0 frees. vcpu2 switches to the mm
/// and walks to both.
@Story(
    question =
        "Can a table that is given back be made a table again while a third vCPU walks through it?",
    standsFor = "free_pte_range, xen_release_pt; do_anonymous_page, xen_alloc_pt; switch_mm",
    guards = {"S2", "S3", "S5", "S10", "S11", "S12"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "vcpu0 unlinks, flushes and frees -> vcpu1 is given the frame -> vcpu2 walks what is linked"
            + " now")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu2 walks through a table that is free, or a page is linked while it is writable")
public class Table_05_ReleaseBesideGrow extends ThreeVcpus {
  private final Mm mm;
  private final Task releasing;
  private final Task growing;
  private final Task walking;

  public Table_05_ReleaseBesideGrow() {
    super(three().frames(12));
    mm = machine.mm(0);
    releasing = machine.task(mm);
    growing = machine.thread(mm);
    walking = machine.thread(mm);
    machine.run(cpu0, releasing);
    machine.run(cpu1, growing);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(releasing, mm, 0, 1);
    kernel.releaseTable(releasing, mm, 0);
  }

  @Override
  protected void vcpu1() {
    int _ = kernel.mapPage(growing, mm, 16);
  }

  @Override
  protected void vcpu2() {
    kernel.contextSwitch(cpu2, walking);
    speculate(cpu2, 0);
    speculate(cpu2, 16);
  }
}
