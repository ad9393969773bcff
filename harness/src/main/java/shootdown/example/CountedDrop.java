package shootdown.example;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// Counts lazy references at each switch, and calls nobody where there are none.
///
/// `mm_count` is that counter: a switch to a kernel thread takes a reference to the mm that is
/// borrowed, and gives the last one back only after its cr3 is loaded (finish_task_switch). So once
/// nobody uses the mm, the count says how many vCPUs may still have it: if it is no more than the
/// users' one and the caller's own, the look at every vCPU's `xen_current_cr3` can be saved.
///
/// Stands for: XenLinux of 2005 to 2007, which unpinned only at `mm_count` 1.
public final class CountedDrop extends FixedKernel {
  @Override
  public String name() {
    return "counted-drop";
  }

  /// Nobody, if nobody else borrows the mm.
  @Override
  public long holders(Cpu cpu, Mm mm) {
    int own = cpu.current().activeMm() == mm ? 1 : 0;
    return mm.countOpaque() == 1 + own ? 0 : super.holders(cpu, mm);
  }
}
