package shootdown.torture;

import java.util.concurrent.locks.LockSupport;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.sync.CpuMask;

/// Who runs where, and when.
final class Scheduling {
  private static final int LONGEST_STUTTER_NANOS = 50_000;

  private Scheduling() {}

  static boolean switchTask(Player p, int bits) {
    Task next = p.world().take(p);
    if (next == null) {
      return false;
    }
    p.switchTo(next);
    return true;
  }

  static boolean kernelThread(Player p, int bits) {
    p.switchTo(p.kernelThread());
    return true;
  }

  static boolean migrate(Player p, int bits) {
    if (p.cpu().current().mm() == null) {
      return false;
    }
    Task next = p.world().take(p);
    p.emigrate(next == null ? p.kernelThread() : next, bits | 1);
    return true;
  }

  static boolean reschedule(Player p, int bits) {
    int target = p.other(bits);
    if (!CpuMask.contains(p.world().online(), target) || target == p.cpu().id()) {
      return false;
    }
    p.kernel().sendReschedule(p.cpu(), target);
    return true;
  }

  /// The first vCPU keeps the time and never sleeps, so that somebody can wake the others.
  static boolean idle(Player p, int bits) {
    p.switchTo(p.kernelThread());
    Cpu cpu = p.cpu();
    if (cpu.id() == 0) {
      cpu.interruptPoint();
      return true;
    }
    cpu.preemptDisable();
    cpu.irqDisable();
    if (cpu.needReschedOpaque() || p.world().wantsEverybodyAwake()) {
      cpu.irqEnable();
    } else {
      p.kernel().safeHalt(cpu);
    }
    cpu.preemptEnable();
    return true;
  }

  @SuppressWarnings("ThreadPriorityCheck") // that is what it is for
  static boolean stutter(Player p, int bits) {
    if ((bits & 3) != 0) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(Integer.remainderUnsigned(bits, LONGEST_STUTTER_NANOS));
    }
    return true;
  }
}
