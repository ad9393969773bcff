package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two vCPUs extend the kernel's area at once while a third makes a page directory.
///
/// Result: Never for the fixed kernel.
///
/// Each writes an entry of its own into swapper's table and then into every page directory on the
/// list. The third copies swapper's entries and joins the list, in one section: it has both
/// entries, or is on the list when they are synced.
@Story(
    question =
        "Does every page directory get the entries of two who extend the kernel's area at once?",
    standsFor = "vmalloc_sync_all; pgd_alloc, pgd_ctor",
    guards = {"S2", "S5", "S11", "S12", "S13", "S21", "L5"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "each finds every page directory that did not copy its entry, and writes it once")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "a page directory misses an entry, or has it written while it is read-only and not pinned")
public class Pgd_02_TwoSyncsBesideAlloc extends ThreeVcpus {
  private final Task first;
  private final Task second;

  public Pgd_02_TwoSyncsBesideAlloc() {
    super(three().frames(14));
    Mm _ = machine.mm(0);
    first = machine.task(null);
    second = machine.task(null);
    machine.run(cpu0, first);
    machine.run(cpu1, second);
    curtain();
  }

  @Override
  protected void vcpu0() {
    int _ = kernel.vmallocExtend(first, 1);
  }

  @Override
  protected void vcpu1() {
    int _ = kernel.vmallocExtend(second, 2);
  }

  @Override
  protected void vcpu2() {
    Mm _ = kernel.mmAlloc(cpu2);
  }
}
