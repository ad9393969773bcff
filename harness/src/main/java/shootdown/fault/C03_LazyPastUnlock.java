package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// The lazy-MMU section ends after the lock is released. The hooks' rule, from the day they came,
/// is that both ends lie inside the lock; native code has broken it more than once (60bae7370896,
/// 1cf35d47712d).
@Fault(
    id = "C03",
    year = 2006,
    source = "Linux 6606c3e0da53",
    title = "what was queued under the lock is issued after it",
    missing = "leaving the lazy mode before the unlock",
    interleaving = {
      "cpu0 locks mm, enters lazy-MMU mode, queues the clearing of an entry",
      "cpu0 unlocks mm",
      "cpu1 locks mm, reads the old entry and writes a new one",
      "cpu0 leaves the lazy mode: its clearing lands on cpu1's work"
    },
    breaks = {"S6"},
    form = Form.SC,
    killedBy = {
      "Zap_01_BesideProtect",
      "Batch_02_CpaInSection",
      "Table_02_ReleaseBesideWalk",
      "Table_03_RecycledPage",
      "Flush_01_SwitchIn",
      "Flush_02_SwitchOut",
      "Flush_03_LazySpeculator",
      "Ipi_03_LazyMmuSection"
    },
    scenario = "split")
public final class C03_LazyPastUnlock extends FixedKernel {
  @Override
  public String name() {
    return "C03";
  }

  @Override
  public void leaveLazyMmuAndUnlock(Cpu cpu, Mm mm) {
    unlockPageTable(cpu, mm);
    setLazyMode(cpu, LazyMode.NONE);
  }
}
