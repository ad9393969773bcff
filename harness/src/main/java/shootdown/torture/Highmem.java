package shootdown.torture;

import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.Task;
import shootdown.kernel.Kernel;

/// Temporary mappings of highmem pages.
final class Highmem {
  private Highmem() {}

  /// The mapping stays cached when the page is free again, and may be a page table next.
  static boolean kmap(Player p, int bits) {
    Guest guest = p.world().guest();
    if (guest.size().highFrames() == 0) {
      return false;
    }
    Kernel kernel = p.kernel();
    Task task = p.cpu().current();
    Cpu cpu = task.getCpu();
    int frame = guest.allocator().allocHigh();
    int slot = kernel.kmap(cpu, frame, true);
    kernel.hypervisor().speculate(guest.domain(), cpu, guest.kmaps().vpn(slot));
    kernel.kunmap(cpu, slot);
    kernel.freePage(cpu, frame);
    task.putCpu();
    return true;
  }

  static boolean flush(Player p, int bits) {
    p.kernel().kmapFlushUnused(p.cpu());
    return true;
  }
}
