package shootdown.kernel;

import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;

/// Linux 3.0 (July 2011).
///
/// It added, since 2.6.27: interrupts run in no lazy mode (b8bcfe99, 2009); IPIs without a mask
/// (aaca4964, 2010); `vmalloc_sync_all` under `page_table_lock` (617d34d9, 2010); the bit of the
/// previous mm cleared after the load (831d52bc, 2011); the state test in `drop_other_mm_ref`
/// (7899891c, 2011). What 3.12 adds to it is here.
public class Linux30Kernel extends Linux312Kernel {
  @Override
  public String name() {
    return "v3.0";
  }

  /// Leaves the online bit and the mask bit behind. Mended by 3.12.
  @Override
  public void stopSelf(Cpu self) {
    loadSwapper(self);
    self.guest().hypervisor().down(self, self.guest().swapper());
    throw new CpuDown();
  }
}
