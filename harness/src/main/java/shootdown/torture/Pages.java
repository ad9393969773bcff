package shootdown.torture;

import shootdown.guest.Task;
import shootdown.kernel.Kernel;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;

/// Mappings of the running task come, change and go.
final class Pages {
  private static final int MOST = 12;

  private Pages() {}

  static boolean map(Player p, int bits) {
    Task task = p.user();
    if (task == null) {
      return false;
    }
    int _ = p.kernel().mapPage(task, p.mmOf(task), p.page(bits));
    p.walk(bits);
    return true;
  }

  static boolean unmap(Player p, int bits) {
    Task task = p.user();
    if (task == null) {
      return false;
    }
    int vpn = p.page(bits);
    int room = p.world().geometry().taskSize() - vpn;
    int pages = Math.min(room, 1 + Integer.remainderUnsigned(bits >>> 16, MOST));
    p.kernel().unmap(task, p.mmOf(task), vpn, pages);
    return true;
  }

  static boolean protect(Player p, int bits) {
    Task task = p.user();
    if (task == null) {
      return false;
    }
    p.kernel().protect(task, p.mmOf(task), p.page(bits), bits < 0);
    return true;
  }

  static boolean grow(Player p, int bits) {
    Task task = p.user();
    if (task == null) {
      return false;
    }
    Geometry geometry = p.world().geometry();
    int step = geometry.span(2);
    for (int i = 0; i <= (bits & 3); i++) {
      int _ = p.kernel().mapPage(task, p.mmOf(task), p.page((bits >>> 2) + i * step));
    }
    return true;
  }

  /// Only where nobody else can map a page there meanwhile: `munmap` holds `mmap_sem` for that.
  static boolean release(Player p, int bits) {
    Task task = p.user();
    if (task == null || p.mmOf(task).usersOpaque() != 1) {
      return false;
    }
    Kernel kernel = p.kernel();
    Mm mm = p.mmOf(task);
    int span = p.world().geometry().span(2);
    int vpn = p.page(bits) / span * span;
    kernel.unmap(task, mm, vpn, span);
    kernel.releaseTable(task, mm, vpn);
    return true;
  }

  static boolean speculate(Player p, int bits) {
    for (int i = 0; i < 4; i++) {
      p.walk(bits >>> (5 * i));
    }
    return true;
  }
}
