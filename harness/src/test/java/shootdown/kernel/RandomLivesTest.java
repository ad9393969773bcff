package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.guest.Task;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;

/// Whatever tasks do, in whatever order, on three vCPUs that come and go: the machine is at rest
/// after each step, and no frame is lost at the end. One thread; the first argument is the seed.
final class RandomLivesTest {
  private static final int STEPS = 200;
  private static final int FRAMES = 256;

  private final OneThread.Fixed kernel = new OneThread.Fixed();
  private final Deque<Task> waiting = new ArrayDeque<>();

  @ParameterizedTest
  @CsvSource({
    "1,3,0,false",
    "2,3,0,true",
    "3,3,64,false",
    "4,3,64,true",
    "5,2,0,false",
    "6,2,64,true",
    "7,4,0,false",
    "8,4,64,true",
    "9,3,0,false",
    "10,3,64,true"
  })
  void nothingIsLostAndNothingBreaks(long seed, int levels, int high, boolean split) {
    var builder =
        Machine.builder()
            .kernel(kernel)
            .vcpus(3)
            .geometry(new Geometry(levels, 4))
            .frames(FRAMES)
            .highFrames(high)
            .batch(4, 6);
    Machine m = (split ? builder.splitPteLocks() : builder).boot();
    int before = m.guest().allocator().freeFrames();
    var random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      try {
        step(m, random);
        AtRest.check(m);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed=" + seed + " step=" + i, e);
      }
    }
    endAll(m);
    assertEquals(before, m.guest().allocator().freeFrames());
  }

  private void step(Machine m, Random random) {
    Cpu cpu = m.cpu(random.nextInt(3));
    if (cpu.isDownAcquire()) {
      kernel.cpuUp(m.cpu(0), cpu);
      kernel.cpuBringup(cpu);
      return;
    }
    Task task = cpu.current();
    Mm mm = task.mm();
    int vpn = random.nextInt(m.guest().geometry().taskSize());
    if (random.nextInt(4) == 0) {
      switchAway(m, cpu);
    } else if (mm == null) {
      asKernelThread(m, random, cpu);
    } else {
      asUser(m, random, cpu, mm, vpn);
    }
  }

  private void asUser(Machine m, Random random, Cpu cpu, Mm mm, int vpn) {
    Task task = cpu.current();
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        if (m.guest().allocator().freeFrames() > FRAMES / 3) {
          int _ = kernel.mapPage(task, mm, vpn);
        }
      }
      case 2 -> kernel.unmap(task, mm, vpn, Math.min(1 + random.nextInt(12), room(m, vpn)));
      case 3 -> kernel.protect(task, mm, vpn, random.nextBoolean());
      case 4 -> {
        if (waiting.size() < 4) {
          waiting.add(m.task(kernel.dupMmap(task, mm)));
        }
      }
      case 5 -> {
        if (waiting.size() < 4) {
          mm.addUserVolatile();
          waiting.add(m.task(mm));
        }
      }
      case 6 -> kernel.exec(task, m.unpinnedMm(vpn));
      case 7 -> kernel.exitMm(task);
      default -> m.guest().hypervisor().speculate(m.guest().domain(), cpu, vpn);
    }
  }

  private static int room(Machine m, int vpn) {
    return m.guest().geometry().taskSize() - vpn;
  }

  private void asKernelThread(Machine m, Random random, Cpu cpu) {
    Task thread = cpu.current();
    switch (random.nextInt(5)) {
      case 0 -> {
        Task someone = waiting.peek();
        Mm mm = someone == null ? null : someone.mm();
        if (mm != null) {
          mm.addUserVolatile();
          kernel.useMm(thread, mm);
          AtRest.check(m);
          m.guest().hypervisor().speculate(m.guest().domain(), cpu, 0);
          kernel.unuseMm(thread, mm);
          kernel.mmPut(thread, mm);
        }
      }
      case 1 -> {
        if (cpu.id() != 0) {
          try {
            kernel.cpuDown(cpu);
          } catch (CpuDown down) {
            assertEquals("vCPU is down", down.getMessage());
          }
        }
      }
      case 2 -> kernel.vmallocSync(cpu);
      case 3 -> kernel.flushTlbAll(cpu);
      default -> kernel.mmPut(thread, m.unpinnedMm(1)); // an exec that failed
    }
  }

  /// The task that ran waits, unless it has nothing left to live in.
  private void switchAway(Machine m, Cpu cpu) {
    Task task = cpu.current();
    Task next = waiting.isEmpty() ? m.task(null) : waiting.remove();
    m.run(cpu, next);
    if (task.mm() != null) {
      waiting.add(task);
    }
  }

  private void endAll(Machine m) {
    for (int i = 0; i < 3; i++) {
      Cpu cpu = m.cpu(i);
      if (cpu.isDownAcquire()) {
        kernel.cpuUp(m.cpu(0), cpu);
        kernel.cpuBringup(cpu);
      }
      kernel.exitMm(cpu.current());
    }
    while (!waiting.isEmpty()) {
      m.run(m.cpu(0), waiting.remove());
      kernel.exitMm(m.cpu(0).current());
      AtRest.check(m);
    }
    // what is still borrowed goes with a switch through one last mm, on each vCPU
    Mm last = m.mm();
    for (int i = 0; i < 3; i++) {
      last.addUserVolatile();
      m.run(m.cpu(i), m.task(last));
    }
    for (int i = 0; i < 3; i++) {
      kernel.exitMm(m.cpu(i).current());
    }
    kernel.mmPut(m.cpu(0).current(), last);
    AtRest.check(m);
    for (int i = 1; i < 3; i++) {
      Cpu cpu = m.cpu(i);
      try {
        kernel.cpuDown(cpu);
      } catch (CpuDown down) {
        assertEquals("vCPU is down", down.getMessage());
      }
    }
    assertEquals(1, last.countOpaque());
    kernel.useMm(m.cpu(0).current(), m.guest().initMm());
    AtRest.check(m);
  }
}
