package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two threads fork one parent while a third maps a page of it.
///
/// Result: Never for the fixed kernel.
///
/// Both read the parent's tables under its lock, and pin a child each under the child's. vcpu2
/// makes a new table of the parent, which is copied to both children, to one or to none. All three
/// take pages, and no page is given to two.
@Story(
    question = "Do two forks of one mm and a fault in it copy and pin what belongs together?",
    standsFor = "dup_mmap, xen_dup_mmap, xen_pgd_pin; do_anonymous_page, xen_alloc_pt",
    guards = {"S2", "S3", "S5", "S11", "S12", "S13", "S16", "S21", "L5"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "each child has what the parent had under the lock -> each is pinned once")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "a table is copied that is linked but empty, or is read-only in one tree and written in"
            + " another")
public class Pin_09_TwoForksBesideGrow extends ThreeVcpus {
  private final Mm parent;
  private final Task first;
  private final Task second;
  private final Task growing;

  public Pin_09_TwoForksBesideGrow() {
    super(three().frames(30));
    parent = machine.mm(0);
    first = machine.task(parent);
    second = machine.thread(parent);
    growing = machine.thread(parent);
    machine.run(cpu0, first);
    machine.run(cpu1, second);
    machine.run(cpu2, growing);
    curtain();
  }

  @Override
  protected void vcpu0() {
    Mm _ = kernel.dupMmap(first, parent);
  }

  @Override
  protected void vcpu1() {
    Mm _ = kernel.dupMmap(second, parent);
  }

  @Override
  protected void vcpu2() {
    int _ = kernel.mapPage(growing, parent, 16);
  }
}
