package shootdown.fault;

import shootdown.cpu.TlbState;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// switch_mm leaves the mask of the old mm before it leaves its page table, as every Linux did
/// until 2011. OpenBSD mended the same in its pmap code (9f1181d59de3): with more of its VM
/// unlocked, a change on another processor came into the window, and programs crashed on stale
/// translations.
@Fault(
    id = "A05",
    year = 2011,
    source = "Linux 831d52bc1539",
    title = "switch_mm leaves the mask before it leaves the page table",
    missing = "the order: the bit of the old mm goes after the load",
    interleaving = {
      "cpu1 runs a thread of mm and has a translation of a page",
      "cpu1 switches to another mm: it clears its bit in the mask of mm",
      "cpu0 unmaps the page, reads the mask and flushes nobody",
      "cpu0 frees the page, which cpu1 can still reach through its TLB",
      "cpu1 loads the other table"
    },
    breaks = {"S10"},
    form = Form.SC,
    killedBy = {"Flush_02_SwitchOut"},
    scenario = "flushes")
public final class A05_MaskClearedEarly extends FixedKernel {
  @Override
  public String name() {
    return "A05";
  }

  @Override
  public void switchToOther(Cpu cpu, Mm prev, Mm next) {
    clearMaskBit(cpu, prev);
    cpu.interruptPoint();
    cpu.setTlbState(TlbState.OK);
    cpu.interruptPoint();
    cpu.setTlbActiveMm(next);
    cpu.interruptPoint();
    setMaskBit(cpu, next);
    cpu.interruptPoint();
    writeCr3(cpu, next.pgd(), null);
  }
}
