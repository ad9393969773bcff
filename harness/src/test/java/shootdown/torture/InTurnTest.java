package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shootdown.kernel.AtRest;
import shootdown.kernel.OneThread;
import shootdown.trace.Columns;

/// One thread plays all vCPUs in turn: then the same seed gives the same life, event by event.
final class InTurnTest {
  private static final int TURNS = 600;
  private static final Scenario ALONE =
      Scenario.parse(
          """
          scenario alone
          purpose  what one thread can play: nobody sleeps and nobody waits for another
          fork 4
          clone 2
          exec 4
          failed-exec 1
          exit 6
          switch 8
          kthread 6
          migrate 3
          reschedule 2
          use-mm 4
          reader 3
          map 8
          unmap 5
          protect 3
          grow 3
          release 2
          speculate 4
          vmalloc 1
          call 1
          flush-all 1
          cpu-down 1
          cpu-up 2
          yields 0
          walks 0
          """);

  private static String life(long seed) {
    Settings settings =
        Settings.standard()
            .scenario(ALONE)
            .vcpus(3)
            .seed(seed)
            .time(Duration.ofHours(1))
            .traceEvents(4096);
    var world = World.booted(settings, new OneThread.Fixed());
    List<Player> players =
        IntStream.range(0, 3)
            .mapToObj(
                i -> new Player(world, world.guest().cpu(i), Steps.drawn(ALONE.mix(), seed, 0, i)))
            .toList();
    players.forEach(world::seat);
    for (int turn = 0; turn < TURNS; turn++) {
      boolean _ = players.get(turn % 3).turn();
      players.forEach(Player::comeUp); // at once: the others may need its answer
      AtRest.check(world.machine());
    }
    return Columns.render(world.machine().trace());
  }

  @Test
  void theSameSeedIsTheSameLife() {
    assertEquals(life(5), life(5));
    assertFalse(life(5).equals(life(6)));
  }
}
