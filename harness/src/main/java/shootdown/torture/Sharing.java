package shootdown.torture;

import shootdown.guest.Task;

/// What concerns every page directory at once.
final class Sharing {
  private Sharing() {}

  /// A table, as long as there is an entry for one; then the walk alone, which finds nothing to do.
  static boolean vmalloc(Player p, int bits) {
    int index = p.world().nextVmallocIndex();
    Task task = p.cpu().current();
    if (index > 0) {
      int _ = p.kernel().vmallocExtend(task, index);
    } else {
      p.kernel().vmallocSync(task.cpu());
    }
    return true;
  }

  static boolean suspend(Player p, int bits) {
    return p.world().freezer().suspend(p.kernel(), p.cpu());
  }
}
