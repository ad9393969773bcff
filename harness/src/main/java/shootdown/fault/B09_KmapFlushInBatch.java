package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// The kmaps are flushed inside the open batch, with interrupts off: what the seed's own hunk in
/// `xen_pgd_pin` is there to prevent. Two pins wait for each other for ever; one alone comes out
/// with its interrupts off, since the flush opens a batch of its own and there is one word of saved
/// flags. `kmap_lock` tells, as L2, before either comes to pass.
@Fault(
    id = "B09",
    year = 2007,
    source = "Linux f87e4cac4f4e",
    derived = true,
    title = "pin flushes the kmaps with interrupts off",
    missing = "the issue before the flush and the new batch after it",
    interleaving = {
      "cpu0 pins a tree with a pte page in highmem: the batch is open, interrupts are off",
      "cpu0 flushes the kmaps and waits for cpu1 to answer",
      "cpu1 pins as well and spins on kmap_lock, interrupts off",
      "cpu1 never takes the interrupt, cpu0 never lets go of the lock"
    },
    breaks = {"L2", "S7", "L1"},
    form = Form.DEADLOCK,
    killedBy = {"Pin_03_TwoKmapFlushes", "Pin_05_ChildRunsFirst"},
    scenario = "highmem")
public final class B09_KmapFlushInBatch extends FixedKernel {
  @Override
  public String name() {
    return "B09";
  }

  @Override
  public void flushKmapsForPin(Cpu cpu) {
    kmapFlushUnused(cpu);
  }
}
