package shootdown.fault;

import shootdown.cpu.TlbState;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// The mirrored order, on the side that switches in: the bit comes after the load. The rule that
/// 71b3c126 wrote down is that it must be visible before the table is loaded and the TLB fills;
/// OpenBSD mended just this in 9f1181d59de3.
@Fault(
    id = "A06m",
    year = 2016,
    source = "Linux 71b3c126e611",
    title = "switch_mm loads the table before its bit is in the mask",
    missing = "the order: set the bit of the new mm, then load",
    interleaving = {
      "cpu1 switches to a thread of mm: it loads the table",
      "cpu1 walks to a page of mm and caches the translation",
      "cpu0 unmaps the page, reads the mask, and cpu1 is not in it",
      "cpu0 flushes nobody and frees the page",
      "cpu1 sets its bit"
    },
    breaks = {"S10"},
    form = Form.WALK,
    killedBy = {"Flush_01_SwitchIn"},
    unseen =
        "the walk comes between the load and the bit, and on two cores the players of a story walk"
            + " between whole steps only",
    scenario = "flushes")
public final class A06m_MaskSetLate extends FixedKernel {
  @Override
  public String name() {
    return "A06m";
  }

  @Override
  public void switchToOther(Cpu cpu, Mm prev, Mm next) {
    cpu.setTlbState(TlbState.OK);
    cpu.interruptPoint();
    cpu.setTlbActiveMm(next);
    cpu.interruptPoint();
    writeCr3(cpu, next.pgd(), prev);
    issueLazyCpu(cpu); // as on bare hardware: the load is a load
    setMaskBit(cpu, next);
  }
}
