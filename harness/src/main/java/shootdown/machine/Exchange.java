package shootdown.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Scheduler;
import shootdown.guest.Task;
import shootdown.kernel.Kernel;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;
import shootdown.sync.Halt;

/// Two tasks that change places: each goes on where the other was.
///
/// Who is preempted first switches to his idle task and waits, answering interrupts, until the
/// other is preempted too or is through. The second switches to his, lets go of his vCPU, and waits
/// until the first has let go in turn. Then each switches the other's vCPU to his own task. Once in
/// a scene.
public final class Exchange implements Scheduler, Awaited {
  private static final VarHandle STATE;
  private static final VarHandle LET_GO;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Exchange.class, "state", int.class);
      LET_GO = lookup.findVarHandle(Exchange.class, "letGo", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int NOBODY = 0;
  private static final int ONE_WAITS = 1;
  private static final int MET = 2;
  private static final int OVER = 3;

  private static final int SPINS = 20;

  private final Task[] idle = {new Task(-11, null), new Task(-12, null)};
  private @Nullable Scene scene;
  private int state;
  private boolean letGo;

  /// The scene whose players change places; before it begins.
  public void among(Scene players) {
    scene = players;
  }

  @Override
  public void preempted(Cpu cpu) {
    Scene s = scene;
    int me = cpu.id(); // true until they have met, and then it is not asked
    if (s == null || (int) STATE.getAcquire(this) >= MET || s.isThrough(me)) {
      return;
    }
    Kernel kernel = s.machine().kernel();
    Task task = cpu.current();
    cpu.preemptDisable();
    kernel.contextSwitch(cpu, idle[me]);
    Cpu there = cpu;
    if (meets(cpu)) {
      there = s.machine().cpu(1 - me);
      s.plays(me, there);
    }
    kernel.contextSwitch(there, task);
    there.preemptEnable();
  }

  /// From its return on, if they have met, this player does not touch his old vCPU.
  private boolean meets(Cpu cpu) {
    if (!STATE.compareAndSet(this, NOBODY, ONE_WAITS)) {
      return joins();
    }
    try {
      cpu.await(this, 0);
    } catch (Halt h) {
      LET_GO.setVolatile(this, true);
      throw h;
    }
    boolean met = !STATE.compareAndSet(this, ONE_WAITS, OVER);
    LET_GO.setVolatile(this, true);
    return met;
  }

  /// The one who waits has but to notice.
  @SuppressWarnings("ThreadPriorityCheck") // there may be fewer cores than players
  private boolean joins() {
    if (!STATE.compareAndSet(this, ONE_WAITS, MET)) {
      return false;
    }
    for (int turn = 0; !(boolean) LET_GO.getAcquire(this); turn++) {
      if (turn < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    return true;
  }

  @Override
  public boolean isOver(long key) {
    Scene s = scene;
    return (int) STATE.getAcquire(this) != ONE_WAITS
        || s == null
        || s.isThrough(0)
        || s.isThrough(1);
  }

  @Override
  public long awaitedCpus(long key) {
    return CpuMask.first(2);
  }

  @Override
  public String describe(long key) {
    return "a task to change places with";
  }
}
