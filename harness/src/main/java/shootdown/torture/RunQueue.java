package shootdown.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.sync.SpinLock;
import shootdown.trace.LockKind;

/// The tasks that wait for a vCPU, each with an mm of its own or shared; one queue a vCPU, open to
/// all.
///
/// Stands for: `struct rq`, kernel/sched.c.
final class RunQueue {
  private static final VarHandle WAITING;

  static {
    try {
      WAITING = MethodHandles.lookup().findVarHandle(RunQueue.class, "waiting", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SpinLock lock;
  private final Deque<Task> tasks = new ArrayDeque<>();

  /// How many there are, for who only wants to know whether to take the lock.
  private int waiting;

  RunQueue(int cpu) {
    lock = new SpinLock(LockKind.RUNQUEUE_LOCK, cpu);
  }

  /// `enqueue_task`; the task runs nowhere.
  void add(Cpu cpu, Task task) {
    boolean off = lock(cpu);
    tasks.addLast(task);
    WAITING.setOpaque(this, tasks.size());
    unlock(cpu, off);
  }

  /// `dequeue_task` of whoever waited longest.
  @Nullable Task take(Cpu cpu) {
    if ((int) WAITING.getOpaque(this) == 0) {
      return null;
    }
    boolean off = lock(cpu);
    Task task = tasks.pollFirst();
    WAITING.setOpaque(this, tasks.size());
    unlock(cpu, off);
    return task;
  }

  /// `get_task_mm` of whoever waits longest: the caller becomes a user. The task cannot exit
  /// meanwhile, for it is here.
  @Nullable Mm userOfMm(Cpu cpu) {
    if ((int) WAITING.getOpaque(this) == 0) {
      return null;
    }
    boolean off = lock(cpu);
    Task first = tasks.peekFirst();
    Mm mm = first == null ? null : first.mm();
    if (mm != null) {
      int _ = mm.addUserVolatile();
    }
    unlock(cpu, off);
    return mm;
  }

  private boolean lock(Cpu cpu) {
    boolean off = cpu.irqSave();
    lock.lock(cpu);
    return off;
  }

  private void unlock(Cpu cpu, boolean off) {
    lock.unlock(cpu);
    cpu.irqRestore(off);
  }
}
