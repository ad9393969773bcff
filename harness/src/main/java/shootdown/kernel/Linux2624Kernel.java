package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.sync.CpuMask;

/// Linux 2.6.24 (January 2008).
///
/// It added to the seed, within months: what is asked and what is issued are told apart, and exit
/// looks at the latter (9f79991d); exit unpins under the lock, and only what is pinned (df912ea4).
/// What 2.6.27 adds to it is here.
public class Linux2624Kernel extends Linux2627Kernel {
  @Override
  public String name() {
    return "v2.6.24";
  }

  /// Awaits every vCPU of the mask, and sends to those that are online. 3b16cf87.
  @Override
  public void callFunctionMask(
      Cpu cpu, long mask, CallFunction func, @Nullable Object info, boolean wait) {
    Guest guest = cpu.guest();
    lockCalls(cpu);
    cpu.interruptPoint();
    long targets = mask & ~CpuMask.of(cpu.id());
    if (targets != 0) {
      call(cpu, targets, Long.bitCount(targets), func, info, wait);
    }
    guest.callLock().unlock(cpu);
  }

  /// The page keeps PG_pinned; the allocator of the time happened to clear it. c946c7de.
  @Override
  public void clearReleased(Cpu cpu, int frame) {
    // PG_pinned stays
  }
}
