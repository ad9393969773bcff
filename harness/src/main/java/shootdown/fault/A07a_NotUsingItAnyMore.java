package shootdown.fault;

import java.lang.invoke.VarHandle;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;

/// The same cull by `active_mm`, which a switch changes first: it says too early, not too late,
/// that the vCPU is elsewhere. The old table is loaded until the batch is issued.
@Fault(
    id = "A07a",
    year = 2025,
    source = "Linux fea4e317f9e7, its other half",
    title = "the flush skips who says already that he is elsewhere",
    missing = "trust in the mask: whoever is in it is flushed",
    interleaving = {
      "cpu1 runs a thread of mm and has a translation of a page",
      "cpu1 switches to another mm: active_mm changes, NEW_BASEPTR is queued",
      "cpu0 unmaps the page and finds cpu1 in the mask, but its active_mm elsewhere",
      "cpu0 flushes nobody and frees the page, which cpu1 can still reach through its TLB",
      "cpu1 issues its batch"
    },
    breaks = {"S10"},
    form = Form.SC,
    killedBy = {"Flush_02_SwitchOut"},
    scenario = "flushes")
public final class A07a_NotUsingItAnyMore extends FixedKernel {
  @Override
  public String name() {
    return "A07a";
  }

  @Override
  public long flushTargets(Cpu cpu, Mm mm) {
    VarHandle.fullFence();
    Guest guest = cpu.guest();
    long mask = mm.cpuVmMask().snapshotOpaque() & guest.online().snapshotOpaque();
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (guest.cpu(i).tlbActiveMm() != mm) {
        mask &= ~CpuMask.of(i);
      }
    }
    return mask & ~CpuMask.of(cpu.id());
  }
}
