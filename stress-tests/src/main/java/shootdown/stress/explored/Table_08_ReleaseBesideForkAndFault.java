package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// One thread gives a table back while another forks and a third faults a page into the table next
/// to it: does anybody work on a table that is gone?
///
/// Result: Never for the fixed kernel.
///
/// vcpu0 unmaps the only page of a table, unlinks the table and frees it. vcpu1 copies the mm,
/// table by table. vcpu2 adds a table next to the one that goes. (Into that very table nobody may
/// fault: who unmaps has `mmap_sem`, and the area is gone.) All three find their way through
/// entries that `page_table_lock` guards, and hold on to them for as long as they have the lock.
@Story(
    question =
        "Can a fork copy a page table that is being given back, while a fault adds the next?",
    standsFor = "free_pte_range, xen_release_pt; dup_mmap, copy_page_range; do_anonymous_page",
    guards = {"S2", "S3", "S5", "S10", "S11", "S12"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "who has page_table_lock finds the table linked, or not at all")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 or vcpu2 finds its way -> vcpu0 unlinks and frees the table -> they go on in it")
public class Table_08_ReleaseBesideForkAndFault extends ThreeVcpus {
  private final Mm mm;
  private final Task releasing;
  private final Task forking;
  private final Task faulting;

  public Table_08_ReleaseBesideForkAndFault() {
    super(three().frames(18));
    mm = machine.mm(0);
    releasing = machine.task(mm);
    forking = machine.thread(mm);
    faulting = machine.thread(mm);
    machine.run(cpu0, releasing);
    machine.run(cpu1, forking);
    machine.run(cpu2, faulting);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(releasing, mm, 0, 1);
    kernel.releaseTable(releasing, mm, 0);
  }

  @Override
  protected void vcpu1() {
    Mm _ = kernel.dupMmap(forking, mm);
  }

  @Override
  protected void vcpu2() {
    int _ = kernel.mapPage(faulting, mm, 4);
  }
}
