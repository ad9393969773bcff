package shootdown.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FlushTlb;
import shootdown.kernel.Kernel;
import shootdown.machine.Kernels;
import shootdown.machine.Machine;
import shootdown.mm.Mm;

/// Does the protocol allocate?
///
/// **Hypothesis.** Ten million operations allocate nothing: not one byte.
///
/// **Refuted** if `bytes` is not 0.
///
/// **Method.** The thread's own counter before and after a pass of so many operations (ten million
/// where it is judged): pins and unpins of a small table, context switches and flushes. A pass as
/// warm-up is not counted, for what is linked late takes a few hundred bytes once. `-prof gc`
/// cannot prove zero. That the other side of a call allocates nothing either is a test of
/// `harness`.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Operations of a pass; a pin and an unpin of six pages count as two.
  @Param("1000000")
  public int ops = 1_000_000;

  private final Machine machine = Machine.builder().kernel(Kernels.chosen()).boot();
  private final Cpu cpu = machine.cpu(0);
  private final Kernel kernel = machine.kernel();
  private final Mm unpinned = machine.unpinnedMm(0, 5);
  private final Task a = machine.task(machine.mm(0));
  private final Task b = machine.task(machine.mm(1));
  private final Task kthread = machine.task(null);

  @Benchmark
  public void pass(Bytes bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ops; i += 6) {
      sixOperations();
    }
    bytes.allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private void sixOperations() {
    unpinned.pageTableLock().lock(cpu);
    kernel.pgdPin(cpu, unpinned);
    unpinned.pageTableLock().unlock(cpu);
    unpinned.pageTableLock().lock(cpu);
    kernel.pgdUnpin(cpu, unpinned);
    unpinned.pageTableLock().unlock(cpu);
    machine.run(cpu, a);
    machine.run(cpu, b);
    machine.run(cpu, kthread);
    kernel.flushTlb(kthread, unpinned, FlushTlb.ALL);
  }

  @TearDown(Level.Trial)
  public void check() {
    Checked.byOracle(machine);
  }

  /// What the pass allocated, bytes.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Bytes {
    private long allocated;

    public double bytes() {
      return allocated;
    }
  }
}
