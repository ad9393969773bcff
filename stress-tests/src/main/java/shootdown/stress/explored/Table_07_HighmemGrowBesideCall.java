package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two threads fault where there is no table yet, tables are in highmem, and a third vCPU calls
/// everybody.
///
/// Result: Never for the fixed kernel.
///
/// A table in highmem may still be mapped by a kmap that nobody uses: so whoever makes it flushes
/// the kmaps by call, with page_table_lock held. The other thread waits for that lock, and must
/// answer while it does; the third calls both.
@Story(
    question =
        "Does a fault that flushes the kmaps come through beside one that waits for its lock, and a"
            + " call?",
    standsFor =
        "xen_alloc_pt, kmap_flush_unused, flush_tlb_all; do_anonymous_page;"
            + " xen_smp_call_function_mask",
    guards = {"S2", "S7", "S11", "S12", "L1", "L2"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "who waits for a lock answers calls -> both faults find one table, and no kmap of it")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "one waits for an answer of who waits for its lock, or a table can still be written by a"
            + " kmap")
public class Table_07_HighmemGrowBesideCall extends ThreeVcpus {
  private final Mm mm;
  private final Task first;
  private final Task second;

  public Table_07_HighmemGrowBesideCall() {
    super(three().frames(14).highFrames(3));
    mm = machine.mm(0);
    first = machine.task(mm);
    second = machine.thread(mm);
    machine.run(cpu0, first);
    machine.run(cpu1, second);
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
    kernel.flushTlbAll(cpu2);
  }
}
