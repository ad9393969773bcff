package shootdown.kernel;

import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.mm.Mm;

/// Linux 3.12 (November 2013).
///
/// It added fc78d343: IPI vectors are bound before the vCPU is online; by then `stop_self` also
/// leaves the online map. What 5.10 adds to it is here.
public class Linux312Kernel extends Linux510Kernel {
  @Override
  public String name() {
    return "v3.12";
  }

  /// `mm` and `active_mm` change before the switch does, with preemption on. d53c3dfb.
  @Override
  public void exec(Task current, Mm next) {
    Mm old = current.mm();
    Mm active = current.activeMm();
    if (active == null) {
      throw new IllegalStateException(current + " runs without an active_mm");
    }
    current.cpu().beginSwitch();
    current.setMm(next);
    current.setActiveMm(next);
    current.cpu().interruptPoint();
    Cpu cpu = current.getCpu();
    activateMm(cpu, active, next);
    cpu.endSwitch();
    current.putCpu();
    if (old != null) {
      mmPut(current, old);
    } else {
      mmDrop(current.cpu(), active);
    }
  }
}
