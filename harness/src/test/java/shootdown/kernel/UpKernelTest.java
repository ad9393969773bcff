package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import shootdown.guest.Task;
import shootdown.hypervisor.Counts;
import shootdown.machine.Machine;
import shootdown.mm.Mm;

/// The `#else` branch: no masks, no lazy state, nobody to interrupt.
final class UpKernelTest {
  private final UpKernel up = new UpKernel();
  private final Machine m = Machine.builder().kernel(up).vcpus(1).frames(64).highFrames(16).boot();

  private void check() {
    assertEquals("no breach", m.witness().describe());
    Counts.assertConsistent(m.guest().domain());
  }

  @Test
  void runsOnOneVcpuOnly() {
    var two =
        assertThrows(IllegalArgumentException.class, () -> Machine.builder().kernel(up).boot());
    assertEquals("kernel up runs on at most 1 vCPUs: vcpus=2", two.getMessage());
  }

  @Test
  void livesAWholeLife() {
    int before = m.guest().allocator().freeFrames();
    Task user = m.task(m.mm(0, 5));
    m.run(m.cpu(0), user);
    Task thread = m.task(null);
    m.run(m.cpu(0), thread);
    m.run(m.cpu(0), user);
    up.exec(user, m.unpinnedMm(2, 9));
    up.unmap(user, Objects.requireNonNull(user.mm()), 0, 12);
    up.exitMm(user);
    assertEquals(m.guest().swapper(), m.cpu(0).cr3().loadedAcquire());
    check();
    Task last = m.task(m.mm());
    m.run(m.cpu(0), last);
    assertEquals(before - 2, m.guest().allocator().freeFrames());
    check();
  }

  /// Exit loaded swapper behind the back of active_mm; a switch back must load again.
  @Test
  void reloadsWhatExitTookAway() {
    Mm mm = m.mm(0);
    Task user = m.task(mm);
    m.run(m.cpu(0), user);
    m.run(m.cpu(0), m.task(null));
    up.loadSwapper(m.cpu(0));
    m.run(m.cpu(0), user);
    assertEquals(mm.pgd(), m.cpu(0).cr3().loadedAcquire());
    check();
  }
}
