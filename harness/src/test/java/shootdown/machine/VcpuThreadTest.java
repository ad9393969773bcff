package shootdown.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shootdown.sync.CpuMask;
import shootdown.sync.Stall;
import shootdown.trace.Breach;

/// Runs in real time but waits for nothing but events.
@Timeout(60)
class VcpuThreadTest {
  private final Machine machine = Machine.builder().boot();

  @Test
  void answersACallWhileItIdles() {
    machine.stage(machine.cpu(0));
    var ranOn = new AtomicReference<Thread>();
    try (var vcpu1 = VcpuThread.idling(machine.cpu(1))) {
      machine
          .kernel()
          .callFunctionMask(
              machine.cpu(0),
              CpuMask.of(1),
              (cpu, info) -> ranOn.set(Thread.currentThread()),
              null,
              true);
      assertSame(vcpu1.thread(), ranOn.get());
      assertEquals("vcpu1", vcpu1.thread().getName());
      assertFalse(vcpu1.thread().isVirtual());
    }
    assertEquals("no breach", machine.witness().describe());
  }

  /// Everybody idles, and nobody can wake anybody: it is not the machine that has work for them.
  @Test
  void idlingTogetherIsNoStall() throws InterruptedException {
    var zero = VcpuThread.idling(machine.cpu(0));
    var one = VcpuThread.idling(machine.cpu(1));
    awaitPark(zero);
    awaitPark(one);
    zero.stopVolatile();
    one.stopVolatile();
    assertEquals(Optional.empty(), zero.join());
    assertEquals(Optional.empty(), one.join());
  }

  /// It has looked for a stall many times before it parks.
  private static void awaitPark(VcpuThread vcpu) {
    while (vcpu.thread().getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  /// A listener is as good as gone for who waits for something it will not do.
  @Test
  void aWaitForAListenerThatTakesNoInterruptIsAStall() {
    machine.stage(machine.cpu(0));
    machine.cpu(1).irqDisable();
    try (var _ = VcpuThread.idling(machine.cpu(1))) {
      assertThrows(
          Stall.class,
          () ->
              machine
                  .kernel()
                  .callFunctionMask(machine.cpu(0), CpuMask.of(1), (cpu, info) -> {}, null, true));
    } catch (IllegalStateException halted) {
      assertEquals("vcpu1 fell", halted.getMessage());
    }
    assertEquals(Breach.STALLED, machine.witness().first().orElseThrow().what());
  }

  @Test
  void playsItsScriptFirst() throws InterruptedException {
    var played = new CountDownLatch(1);
    try (var vcpu1 =
        VcpuThread.playing(
            machine.cpu(1),
            self -> {
              assertSame(Thread.currentThread(), self.thread());
              played.countDown();
            })) {
      played.await();
      assertFalse(vcpu1.stopAsked());
    }
  }

  @Test
  void oneThatFallsHaltsTheMachine() throws InterruptedException {
    var fault = new IllegalArgumentException("as planned");
    var one = VcpuThread.idling(machine.cpu(1));
    var zero =
        VcpuThread.playing(
            machine.cpu(0),
            self -> {
              throw fault;
            });
    assertSame(fault, zero.join().orElseThrow());
    assertEquals("another vCPU halted the machine", one.join().orElseThrow().getMessage());
    var e = assertThrows(IllegalStateException.class, zero::close);
    assertEquals("vcpu0 fell", e.getMessage());
  }

  @Test
  void oneThatGoesDownEndsInPeace() throws InterruptedException {
    machine.stage(machine.cpu(0));
    var vcpu1 = VcpuThread.playing(machine.cpu(1), self -> machine.kernel().cpuDown(self.cpu()));
    assertEquals(Optional.empty(), vcpu1.join());
    vcpu1.close();
  }
}
