package shootdown.torture;

import shootdown.guest.Cpu;

/// vCPUs come and go; the first one stays.
final class Cpus {
  private Cpus() {}

  /// Not in the middle of a task's operation: nobody would come back to it.
  static boolean down(Player p, int bits) {
    if (p.cpu().id() == 0 || p.isNested()) {
      return false;
    }
    p.switchTo(p.kernelThread());
    p.kernel().cpuDown(p.cpu());
    return true;
  }

  static boolean up(Player p, int bits) {
    Cpu target = p.world().guest().cpu(p.other(bits));
    return target.isDownAcquire() && p.world().bringUp(p.kernel(), p.cpu(), target);
  }
}
