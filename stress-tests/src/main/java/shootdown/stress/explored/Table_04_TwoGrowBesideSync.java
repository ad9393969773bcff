package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two threads fault on one page whose table is not there yet, while the kernel's entries are
/// synced.
///
/// Result: Never for the fixed kernel.
///
/// Both need a pte page: one makes it, read-only before it is linked, and the other finds it; one
/// maps its page, and the other gives its own back. vcpu2 extends the kernel's area and writes into
/// the same page directory, under the same lock.
@Story(
    question = "Do two threads that fault on one page make one table and one mapping?",
    standsFor = "do_anonymous_page, pte_alloc_map, xen_alloc_pt; vmalloc_sync_all",
    guards = {"S2", "S5", "S6", "S11", "S12", "S21"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "whoever has the lock first makes the table and the mapping -> the other finds both")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "two tables for one entry, a table that is linked while it is writable, or a page given"
            + " away twice")
public class Table_04_TwoGrowBesideSync extends ThreeVcpus {
  private final Mm mm;
  private final Task first;
  private final Task second;
  private final Task syncing;

  public Table_04_TwoGrowBesideSync() {
    super(three().frames(16));
    mm = machine.mm(0);
    first = machine.task(mm);
    second = machine.thread(mm);
    syncing = machine.task(null);
    machine.run(cpu0, first);
    machine.run(cpu1, second);
    machine.run(cpu2, syncing);
    curtain();
  }

  @Override
  protected void vcpu0() {
    int _ = kernel.mapPage(first, mm, 16);
  }

  @Override
  protected void vcpu1() {
    int _ = kernel.mapPage(second, mm, 16);
  }

  @Override
  protected void vcpu2() {
    int _ = kernel.vmallocExtend(syncing, 1);
  }
}
