package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// Whom to flush is read before the entries are cleared. This is what a processor makes of the
/// right order where there is no barrier between the store and the load (CVE-2016-2069), written
/// out as an order of steps; A06w leaves it to the processor.
@Fault(
    id = "A06",
    year = 2016,
    source = "Linux 71b3c126e611",
    title = "the flush reads the mask before the entries are cleared",
    missing = "the order: clear the entry, then read the mask",
    interleaving = {
      "cpu0 unmaps a page of mm: it reads the mask, and cpu1 is not in it",
      "cpu1 switches to a thread of mm: it sets its bit and loads the table",
      "cpu1 walks to the page and caches the translation",
      "cpu0 clears the entry, flushes nobody and frees the page"
    },
    breaks = {"S10"},
    form = Form.SC,
    killedBy = {"Flush_01_SwitchIn"},
    scenario = "flushes")
public final class A06_MaskReadEarly extends FixedKernel {
  @Override
  public String name() {
    return "A06";
  }

  @Override
  public void unmapRegion(Task current, Mm mm, int start, int stop, int flushed) {
    Cpu cpu = current.cpu();
    long mask = flushTargets(cpu, mm);
    zapRange(cpu, mm, start, stop);
    flushHereAnd(cpu, mask, mm, flushed);
    freeGathered(cpu);
  }
}
