package shootdown.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.guest.Task;
import shootdown.kernel.AtRest;
import shootdown.mm.Geometry;

final class MachineTest {

  private static String refusal(Machine.Builder builder) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, builder::boot).getMessage());
  }

  @Test
  void bootsWithEveryVcpuOnlineAndIdleOnSwapper() {
    Machine m = Machine.builder().vcpus(64).boot();
    assertEquals(-1L, m.guest().online().snapshotOpaque());
    for (int i = 0; i < 64; i++) {
      assertEquals(m.guest().swapper(), m.cpu(i).cr3().loadedAcquire());
      assertFalse(m.cpu(i).isDownAcquire());
    }
    AtRest.check(m);
  }

  @ParameterizedTest
  @CsvSource({"2,2", "2,512", "3,2", "3,4", "4,2", "4,8"})
  void bootsWithEveryGeometry(int levels, int entries) {
    Machine m = Machine.builder().geometry(new Geometry(levels, entries)).boot();
    Task user = m.task(m.mm(0));
    m.run(m.cpu(1), user);
    AtRest.check(m);
  }

  @Test
  void refusesSizesThatDoNotFit() {
    assertEquals("a machine has 1 to 64 vCPUs: vcpus=0", refusal(Machine.builder().vcpus(0)));
    assertEquals(
        "kernel fixed runs on at most 64 vCPUs: vcpus=65", refusal(Machine.builder().vcpus(65)));
    assertEquals(
        "some frames must be lowmem: frames=24 highFrames=24",
        refusal(Machine.builder().highFrames(24)));
    assertEquals(
        "some frames must be lowmem: frames=24 highFrames=-1",
        refusal(Machine.builder().highFrames(-1)));
    assertEquals(
        "the kernel's tables need a lowmem frame each: levels=3 lowFrames=2",
        refusal(Machine.builder().frames(12).highFrames(10)));
    assertEquals(
        "tlbSlots must not be negative: tlbSlots=-1", refusal(Machine.builder().tlbSlots(-1)));
    assertEquals(
        "a multicall takes 1 to 1024 entries and at least 2 words: entries=0 words=16",
        refusal(Machine.builder().batch(0, 16)));
    assertEquals(
        "ring capacity is no power of two: capacity=3 cpu=0", refusal(Machine.builder().trace(3)));
    assertEquals(
        "levels must be 2, 3 or 4: levels=5",
        assertThrows(IllegalArgumentException.class, () -> new Geometry(5, 4)).getMessage());
    assertEquals(
        "entries must be a power of two from 2 to 512: entries=6",
        assertThrows(IllegalArgumentException.class, () -> new Geometry(3, 6)).getMessage());
  }

  @Test
  void aMachineThatIsTooSmallSaysSo() {
    Machine m = Machine.builder().frames(6).boot();
    var full = assertThrows(IllegalStateException.class, () -> m.mm(0));
    assertEquals("no free frame: zone=low frames=6", full.getMessage());
  }

  @Test
  void theGateIsPassedOncePerEntryIntoTheHypervisor() {
    var entries = new AtomicInteger();
    Machine m = Machine.builder().gate(entries::incrementAndGet).boot();
    Task user = m.task(m.mm(0));
    entries.set(0);
    m.run(m.cpu(0), user);
    assertEquals(1, entries.get());
  }

  @Test
  void geometryFindsItsWay() {
    var g = new Geometry(3, 4);
    assertEquals(48, g.taskSize());
    assertEquals(3, g.kernelTop());
    assertEquals(48, g.kernelVpn(0));
    assertEquals(52, g.kernelVpn(1));
    assertTrue(g.isUser(47));
    assertFalse(g.isUser(48));
    assertEquals(2, g.index(45, 3));
    assertEquals(3, g.index(45, 2));
    assertEquals(1, g.index(45, 1));
    assertEquals(16, g.span(3));
  }
}
