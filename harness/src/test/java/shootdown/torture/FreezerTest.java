package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.Kernel;
import shootdown.machine.VcpuThread;

/// Who is asked to stand still, and when.
final class FreezerTest {
  private final World world =
      World.booted(Settings.standard().vcpus(3).time(Duration.ofHours(1)), new FixedKernel());
  private final Kernel kernel = world.machine().kernel();
  private final List<Player> players =
      IntStream.range(0, 3)
          .mapToObj(i -> new Player(world, world.guest().cpu(i), () -> step(Operation.CPU_DOWN)))
          .toList();

  FreezerTest() {
    players.forEach(world::seat);
  }

  private static long step(Operation operation) {
    return Steps.of(operation, 0);
  }

  /// vcpu2 is on stage and never stands still, so vcpu0 goes on asking. vcpu1 is down: brought up
  /// while it stood still, interrupts off, it could not answer who calls it then, and all would
  /// wait for each other.
  @Test
  void whoIsDownIsNot() throws InterruptedException {
    Player downed = players.get(1);
    downed.cpu().comeOnStage();
    players.get(2).cpu().comeOnStage();
    assertTrue(downed.turn());
    assertTrue(downed.cpu().isDownAcquire());
    VcpuThread leader =
        VcpuThread.playing(
            world.guest().cpu(0), self -> world.freezer().suspend(kernel, self.cpu()));
    while (!world.freezer().asksAcquire()) {
      Thread.onSpinWait();
    }
    world.closeVolatile();
    players.get(2).cpu().leaveStage(); // from here on a wait that cannot end is a stall
    assertFalse(downed.goesOn());
    world.endVolatile();
    Optional<Throwable> _ = leader.join();
    assertEquals(Optional.empty(), world.machine().witness().first().filter(s -> s.vcpu() == 1));
  }

  /// It has left the online map, and would now give back the mm it borrowed.
  @Test
  void whoIsOnItsWayDownIsAwaited() {
    kernel.setOffline(world.guest().cpu(1));
    world.guest().cpu(2).setDownVolatile(true);
    assertFalse(world.freezer().isOver(0));
    assertEquals(0b010, world.freezer().awaitedCpus(0));

    world.guest().cpu(1).setDownVolatile(true);
    assertTrue(world.freezer().isOver(0));
  }
}
