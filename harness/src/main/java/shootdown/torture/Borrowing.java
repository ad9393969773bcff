package shootdown.torture;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Task;
import shootdown.kernel.FlushTlb;
import shootdown.kernel.Kernel;
import shootdown.mm.Mm;

/// Mms that are used by somebody else than their tasks. Such a user changes no mapping: a task that
/// is the only other user may give tables back.
final class Borrowing {
  private Borrowing() {}

  static boolean useMm(Player p, int bits) {
    @Nullable Mm mm = p.world().userOfMm(p, bits);
    if (mm == null) {
      return false;
    }
    Kernel kernel = p.kernel();
    Task thread = p.switchTo(p.kernelThread());
    kernel.useMm(thread, mm);
    p.walk(bits >>> 3);
    if ((bits & 1) != 0) {
      kernel.protect(thread, mm, p.page(bits >>> 8), (bits & 2) != 0);
    }
    kernel.unuseMm(thread, mm);
    kernel.mmPut(thread, mm);
    return true;
  }

  /// As a reader of `/proc/…/maps`, aio, or the swapper.
  static boolean reader(Player p, int bits) {
    @Nullable Mm mm = p.world().userOfMm(p, bits);
    if (mm == null) {
      return false;
    }
    Kernel kernel = p.kernel();
    Task task = p.cpu().current();
    if ((bits & 1) == 0) {
      kernel.flushTlb(task, mm, (bits & 2) == 0 ? FlushTlb.ALL : p.page(bits >>> 8));
    } else {
      kernel.lockPageTable(task.cpu(), mm);
      int _ = kernel.findTable(task.cpu(), mm, p.page(bits >>> 8));
      kernel.unlockPageTable(task.cpu(), mm);
    }
    kernel.mmPut(task, mm);
    return true;
  }
}
