package shootdown.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import shootdown.sync.Stall;

final class VcpuTest {
  private final TestVcpu[] vcpus = TestVcpu.machine(2, 7, 4);
  private final TestVcpu vcpu = vcpus[0];

  @Test
  void beginsOnSwapperInAllThreeSenses() {
    assertEquals(7, vcpu.cr3().asked());
    assertEquals(7, vcpu.cr3().issuedAcquire());
    assertEquals(7, vcpu.cr3().loadedAcquire());
    assertFalse(vcpu.isDownAcquire());
    assertFalse(vcpu.isBlockedAcquire());
  }

  @Test
  void askedIssuedAndLoadedAreThreeThings() {
    vcpu.cr3().ask(1);
    vcpu.cr3().issuedRelease(2);
    vcpu.cr3().loadedVolatile(3);
    assertEquals(1, vcpu.cr3().asked());
    assertEquals(2, vcpu.cr3().issuedAcquire());
    assertEquals(3, vcpu.cr3().loadedAcquire());
  }

  @Test
  void blockReturnsAtOnceIfAnEventIsPending() {
    vcpu.comeOnStage();
    vcpu.irqDisable();
    vcpu.raise();
    vcpu.block();
    assertEquals(1, vcpu.upcalls());
    assertFalse(vcpu.irqsOff());
    assertFalse(vcpu.isBlockedAcquire());
  }

  @Test
  void whoIsNeverKickedIsStuck() {
    vcpu.comeOnStage();
    Stall stall = assertThrows(Stall.class, vcpu::block);
    assertEquals("vcpu0 waits for an event", stall.getMessage());
  }

  /// A sender that raises the flag and loses the kick: the flag alone wakes nobody.
  @Test
  void aLostKickIsAStallAlthoughTheEventIsPending() throws InterruptedException {
    var stall = new Stall[1];
    vcpu.comeOnStage();
    vcpus[1].comeOnStage();
    Thread player =
        Thread.ofPlatform().start(() -> stall[0] = assertThrows(Stall.class, vcpu::block));
    while (vcpu.awaited() == null) { // it has looked once more, and sleeps
      Thread.onSpinWait();
    }
    vcpu.raise();
    vcpus[1].leaveStage();
    player.join();
    assertEquals("vcpu0 waits for an event", stall[0].getMessage());
    assertEquals(0, vcpu.upcalls());
  }

  @Test
  void aKickWakesOnceAndOnlyWhoSleeps() {
    vcpu.kickVolatile();
    assertFalse(vcpu.isBlockedAcquire());
    assertTrue(vcpu.isOver(0));
  }

  /// The store of "blocked" and the look at what is pending on one side, the flag and the kick on
  /// the other: whatever the order, nobody sleeps through it (L4).
  @Test
  void noWakeUpIsLostBetweenTheLookAndTheSleep() throws InterruptedException {
    int rounds = 3_000;
    vcpu.comeOnStage();
    vcpus[1].comeOnStage();
    var failure = new Throwable[1];
    Thread player =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    for (int i = 1; i <= rounds; i++) {
                      while (vcpu.upcalls() < i) {
                        vcpu.block();
                      }
                    }
                  } catch (Throwable t) {
                    failure[0] = t;
                  }
                  vcpu.leaveStage();
                });
    for (int i = 0; i < rounds && failure[0] == null; i++) {
      vcpu.raise();
      vcpu.kickVolatile();
      while (vcpu.upcallPending() && player.isAlive()) {
        Thread.onSpinWait();
      }
    }
    vcpus[1].leaveStage();
    player.join();
    assertEquals(null, failure[0]);
    assertEquals(rounds, vcpu.upcalls());
  }
}
