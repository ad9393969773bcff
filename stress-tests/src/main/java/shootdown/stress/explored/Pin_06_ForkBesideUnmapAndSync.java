package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// A thread forks while another unmaps a page of the parent and the kernel's entries are synced.
///
/// Result: Never for the fixed kernel.
///
/// vcpu0 copies the parent under its lock, then pins the child under the child's. vcpu1 unmaps a
/// page of the parent: it is copied before or not at all. vcpu2 syncs every page directory on the
/// list, the child's among them, whether it is pinned or not or between.
@Story(
    question = "Does fork copy a page that goes away, or pin a child that is being synced?",
    standsFor = "dup_mmap, xen_dup_mmap; munmap, zap_pte_range; vmalloc_sync_all",
    guards = {"S2", "S5", "S10", "S11", "S12", "S13", "S21", "L5"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "each of them has the lock of the mm it changes -> entries are copied whole, pins are"
            + " whole")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "vcpu2 writes into a page directory that is read-only and not pinned, or vcpu0 copies an"
            + " entry that is gone")
public class Pin_06_ForkBesideUnmapAndSync extends ThreeVcpus {
  private final Mm parent;
  private final Task forking;
  private final Task unmapping;
  private final Task syncing;

  public Pin_06_ForkBesideUnmapAndSync() {
    super(three().frames(16).batch(2, 4));
    parent = machine.mm(0);
    forking = machine.task(parent);
    unmapping = machine.thread(parent);
    syncing = machine.task(null);
    machine.run(cpu0, forking);
    machine.run(cpu1, unmapping);
    machine.run(cpu2, syncing);
    curtain();
  }

  @Override
  protected void vcpu0() {
    Mm _ = kernel.dupMmap(forking, parent);
  }

  @Override
  protected void vcpu1() {
    kernel.unmap(unmapping, parent, 0, 1);
  }

  @Override
  protected void vcpu2() {
    int _ = kernel.vmallocExtend(syncing, 1);
  }
}
