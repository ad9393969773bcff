package shootdown.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.machine.VcpuThread;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;

/// A machine with many vCPUs, each but the first played by a thread of its own that does as it is
/// told: borrow the mm, answer calls, rest.
///
/// While it rests it costs nothing, so that anchors can be taken beside it.
final class Crowd implements Awaited, AutoCloseable {
  private enum Order {
    /// Answer calls.
    SERVE,
    /// Run a task of the mm, then a kernel thread that borrows it.
    BORROW,
    /// Sleep.
    REST,
    STOP
  }

  private static final Order[] ORDERS = Order.values();

  private final Machine machine;
  private final Cpu boss;
  private final List<VcpuThread> threads = new ArrayList<>();
  private final PaddedWord command = new PaddedWord();
  private final AtomicInteger arrived = new AtomicInteger();
  private long sequence;

  /// Published by `command`.
  private @Nullable Mm mm;

  private int holders;

  /// @param bound whether the second vCPU gets the second core to itself
  Crowd(Kernel kernel, int vcpus, boolean bound) {
    machine =
        Machine.builder()
            .kernel(kernel)
            .vcpus(vcpus)
            .geometry(new Geometry(3, 8))
            .frames(512)
            .batch(32, 64)
            .boot();
    boss = machine.cpu(0);
    machine.stage(boss);
    for (int i = 1; i < vcpus; i++) {
      threads.add(VcpuThread.playing(machine.cpu(i), self -> play(self.cpu(), bound)));
    }
    rest();
  }

  Machine machine() {
    return machine;
  }

  /// Everybody awake and answering.
  void serve() {
    order(Order.SERVE);
  }

  /// The first `n` of the others become lazy borrowers of `borrowed`; all answer calls.
  void borrow(Mm borrowed, int n) {
    mm = borrowed;
    holders = n;
    order(Order.BORROW);
  }

  void rest() {
    order(Order.REST);
  }

  @SuppressWarnings("ThreadPriorityCheck") // there may be more of them than cores
  private void order(Order order) {
    arrived.set(0);
    command.setVolatile(++sequence * ORDERS.length + order.ordinal());
    threads.forEach(t -> LockSupport.unpark(t.thread()));
    while (order != Order.STOP && arrived.get() != threads.size()) {
      boss.interruptPoint();
      Thread.yield();
    }
  }

  private void play(Cpu cpu, boolean bound) {
    if (bound) {
      boolean _ = Cores.bindTo(1);
    }
    Task kthread = machine.task(null);
    long seen = 0;
    for (; ; ) {
      cpu.listen(this, seen);
      seen = command.getAcquire();
      switch (ORDERS[(int) (seen % ORDERS.length)]) {
        case SERVE -> arrived.incrementAndGet();
        case BORROW -> {
          Mm lent = mm;
          if (lent != null && cpu.id() <= holders) {
            machine.run(cpu, new Task(1_000 + cpu.id(), lent));
            machine.run(cpu, kthread);
          }
          arrived.incrementAndGet();
        }
        case REST -> {
          arrived.incrementAndGet();
          while (command.getAcquire() == seen) {
            LockSupport.park(this);
          }
        }
        case STOP -> {
          return;
        }
      }
    }
  }

  /// Ends all threads.
  ///
  /// @throws IllegalStateException if one of them fell, or if the oracle finds something
  @Override
  public void close() {
    order(Order.STOP);
    threads.forEach(VcpuThread::close);
    boss.leaveStage();
    Checked.byOracle(machine);
  }

  @Override
  public boolean isOver(long seen) {
    return command.getAcquire() != seen;
  }

  @Override
  public long awaitedCpus(long key) {
    return CpuMask.of(0);
  }

  @Override
  public String describe(long key) {
    return "to be told what to do";
  }
}
