package shootdown.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FlushTlb;
import shootdown.kernel.Kernel;
import shootdown.mm.Mm;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;

/// Not one byte is allocated by what a hunt does all day: no garbage collection, and no line that
/// moves, gets between two vCPUs.
///
/// Each thread that takes part counts its own bytes over passes of a million operations, and one
/// pass must be at exactly zero. What is linked or compiled on a path that is taken for the first
/// time late (a lock found taken, a wait that outlasts its pauses) costs one pass a few hundred
/// bytes; anything an operation allocates costs every pass a million times that. The interpreter,
/// where an operation takes some twenty times as long, gets a tenth. Nothing here depends on time.
@Timeout(600)
class ZeroAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int OPS =
      System.getProperty("java.vm.info", "").contains("interpreted") ? 100_000 : 1_000_000;
  private static final int PASSES = 5;

  private final Machine machine = Machine.builder().boot();
  private final Kernel kernel = machine.kernel();
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);

  @Test
  void pinAndUnpin() {
    Mm mm = machine.unpinnedMm(0, 5);
    assertAllocatesNothing(
        () -> {
          mm.pageTableLock().lock(cpu0);
          kernel.pgdPin(cpu0, mm);
          mm.pageTableLock().unlock(cpu0);
          mm.pageTableLock().lock(cpu0);
          kernel.pgdUnpin(cpu0, mm);
          mm.pageTableLock().unlock(cpu0);
        });
  }

  @Test
  void contextSwitch() {
    Task a = machine.task(machine.mm(0));
    Task b = machine.task(machine.mm(1));
    Task kthread = machine.task(null);
    assertAllocatesNothing(
        () -> {
          machine.run(cpu0, a);
          machine.run(cpu0, kthread);
          machine.run(cpu0, b);
        });
  }

  @Test
  void flushOfOneself() {
    Mm mm = machine.mm(0);
    Task task = machine.task(mm);
    machine.run(cpu0, task);
    assertAllocatesNothing(
        () -> {
          kernel.flushTlb(task, mm, 0);
          kernel.flushTlb(task, mm, FlushTlb.ALL);
        });
  }

  @Test
  void flushOfOthers() {
    Mm mm = machine.mm(0);
    Task task = machine.task(mm);
    machine.run(cpu0, task);
    machine.run(cpu1, machine.task(mm));
    assertAllocatesNothing(() -> kernel.flushTlb(task, mm, 0));
  }

  @Test
  void reschedule() {
    machine.run(cpu1, machine.task(null));
    assertAllocatesNothing(
        () -> {
          kernel.sendReschedule(cpu0, 1);
          cpu1.interruptPoint();
        });
  }

  @Test
  void callWithWait() throws InterruptedException {
    new Calls(true).assertAllocatesNothing();
  }

  @Test
  void callWithoutWait() throws InterruptedException {
    new Calls(false).assertAllocatesNothing();
  }

  /// As at exit: another vCPU borrows the mm, and is made to leave it.
  @Test
  void shootdown() throws InterruptedException {
    new Shootdown().assertAllocatesNothing();
  }

  private static void assertAllocatesNothing(Runnable op) {
    long bytes = -1;
    for (int pass = 0; pass < PASSES && bytes != 0; pass++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < OPS; i++) {
        op.run();
      }
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertEquals(0, bytes);
  }

  /// An operation for two: vCPU 0 begins it, vCPU 1 takes part.
  private abstract class Duet implements Awaited {
    private final AtomicInteger done = new AtomicInteger();
    private final long[] bytes0 = new long[PASSES];
    private final long[] bytes1 = new long[PASSES];

    /// The operation after which the second vCPU leaves.
    private volatile int last = Integer.MAX_VALUE;

    /// On vCPU 0.
    abstract void begin(int op);

    /// On vCPU 1, which serves its mailbox afterwards, until [#over] has been told of this one.
    void takePart(int op) {}

    final void over(int op) {
      done.setRelease(op + 1);
    }

    final void assertAllocatesNothing() throws InterruptedException {
      machine.stage(cpu0);
      var vcpu1 = VcpuThread.playing(cpu1, self -> play1());
      int pass = 0;
      do {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < OPS; i++) {
          begin(pass * OPS + i);
        }
        bytes0[pass] = THREADS.getCurrentThreadAllocatedBytes() - before;
      } while (bytes0[pass] != 0 && ++pass < PASSES);
      int extra = Math.min(pass + 1, PASSES) * OPS;
      last = extra;
      begin(extra);
      vcpu1.close();
      assertEquals("no breach", machine.witness().describe());
      int measured = Math.min(pass, PASSES - 1);
      assertEquals(0, bytes0[measured], "vcpu0");
      assertEquals(0, bytes1[measured], "vcpu1");
    }

    private void play1() {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int op = 0; op <= last; op++) {
        takePart(op);
        cpu1.listen(this, op);
        if (op % OPS == OPS - 1 && op / OPS < PASSES) {
          long now = THREADS.getCurrentThreadAllocatedBytes();
          bytes1[op / OPS] = now - before;
          before = now;
        }
      }
    }

    @Override
    public final boolean isOver(long op) {
      return done.getAcquire() > op;
    }

    @Override
    public final long awaitedCpus(long op) {
      return CpuMask.of(0);
    }

    @Override
    public final String describe(long op) {
      return "operation " + op;
    }
  }

  private final class Calls extends Duet {
    private final CallFunction handler = (cpu, info) -> handled();
    private final boolean wait;
    private int handled;

    Calls(boolean wait) {
      this.wait = wait;
    }

    private void handled() {
      over(handled++);
    }

    @Override
    void begin(int op) {
      kernel.callFunctionMask(cpu0, CpuMask.of(1), handler, null, wait);
    }
  }

  private final class Shootdown extends Duet {
    private final Mm mm = machine.mm(0);
    private final Task user = machine.task(mm);
    private final Task kthread = machine.task(null);
    private final Borrowed borrowed = new Borrowed();

    @Override
    void takePart(int op) {
      machine.run(cpu1, user);
      machine.run(cpu1, kthread);
      borrowed.times.setRelease(op + 1);
    }

    @Override
    void begin(int op) {
      cpu0.listen(borrowed, op);
      cpu0.preemptDisable();
      kernel.dropMmRef(cpu0, mm);
      cpu0.preemptEnable();
      over(op);
    }
  }

  private static final class Borrowed implements Awaited {
    private final AtomicInteger times = new AtomicInteger();

    @Override
    public boolean isOver(long op) {
      return times.getAcquire() > op;
    }

    @Override
    public long awaitedCpus(long op) {
      return CpuMask.of(1);
    }

    @Override
    public String describe(long op) {
      return "the mm to be borrowed";
    }
  }
}
