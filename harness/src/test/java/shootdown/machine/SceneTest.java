package shootdown.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.sync.SpinLock;
import shootdown.trace.LockKind;

/// How a scene of two players is judged, traced and untraced alike.
final class SceneTest {

  private static String play(Scene scene) throws InterruptedException {
    Thread other = Thread.ofPlatform().start(scene::play1);
    scene.play0();
    other.join();
    return scene.verdict();
  }

  /// Exit on one vCPU while the other borrows the mm lazily.
  private static final class Exit extends Scene {
    private final Task user;
    private final Task thread;

    Exit(int traceEvents) {
      super(story().trace(traceEvents));
      Mm mm = machine.mm(0, 5);
      user = machine.task(mm);
      machine.run(cpu0, user);
      mm.addUserVolatile();
      machine.run(cpu1, machine.task(mm));
      kernel.exitMm(cpu1.current());
      thread = machine.task(null);
      curtain();
    }

    @Override
    protected void vcpu0() {
      kernel.exitMm(user);
    }

    @Override
    protected void vcpu1() {
      kernel.contextSwitch(cpu1, thread);
    }
  }

  /// Two locks, taken the wrong way round, with the second held for good by nobody who goes on.
  private static final class Deadlock extends Scene {
    private final SpinLock lock = new SpinLock(LockKind.PTE_LOCK, 1);

    Deadlock(int traceEvents) {
      super(story().trace(traceEvents));
      curtain();
    }

    @Override
    protected void vcpu0() {
      lock.lock(cpu0);
      lock.lock(cpu0);
    }

    @Override
    protected void vcpu1() {
      cpu1.interruptPoint();
    }
  }

  /// Fails for a reason that has nothing to do with the protocol.
  private static final class Broken extends Scene {
    Broken() {
      super(story());
      curtain();
    }

    @Override
    protected void vcpu0() {
      throw new IllegalStateException("props missing");
    }

    @Override
    protected void vcpu1() {
      cpu1.interruptPoint();
    }
  }

  /// One stops the other: it goes down, which is no failure.
  private static final class Stop extends Scene {
    Stop(int traceEvents) {
      super(story().trace(traceEvents));
      curtain();
    }

    @Override
    protected void vcpu0() {
      kernel.sendStop(cpu0);
    }

    @Override
    protected void vcpu1() {
      cpu1.interruptPoint();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 256})
  void whatHoldsHolds(int traceEvents) throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      var scene = new Exit(traceEvents);
      assertEquals(Scene.HELD, play(scene));
      assertTrue(scene.machine.guest().online().containsOpaque(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 256})
  void aStallIsAVerdict(int traceEvents) throws InterruptedException {
    assertEquals("L1 nobody can take another step", play(new Deadlock(traceEvents)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 256})
  void whoIsStoppedHasHeld(int traceEvents) throws InterruptedException {
    assertEquals(Scene.HELD, play(new Stop(traceEvents)));
  }

  @Test
  void anAccidentIsInfrastructure() throws InterruptedException {
    assertEquals(
        "INFRASTRUCTURE java.lang.IllegalStateException: props missing", play(new Broken()));
  }

  @Test
  void oneAfterTheOtherIsApart() {
    var scene = new Stop(0);
    assertEquals(Scene.APART, scene.window());
  }
}
