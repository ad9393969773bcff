package shootdown.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WitnessTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void sawNothing() {
    Witness witness = new Witness();
    assertFalse(witness.breached());
    assertEquals(Optional.empty(), witness.first());
    assertEquals("no breach", witness.describe());
  }

  @Test
  void keepsTheFirstBreach() {
    Witness witness = new Witness();
    witness.breach(Breach.PINNED_BIT_CLEARED_WHILE_REFERENCED, 2, 7, 1);
    witness.breach(Breach.MULTICALL_ENTRY_REFUSED, 2, 0, -22);
    assertTrue(witness.breached());
    assertEquals(
        "S4: pinned bit cleared while the table is still referenced: frame=7 references=1 cpu=2",
        witness.describe());
  }

  /// Writers that disagree in every field: a mixture of two reports would show.
  @Test
  void neverMixesTwoReports() throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      Witness witness = new Witness();
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> reporters = new ArrayList<>();
      for (int vcpu = 1; vcpu <= 2; vcpu++) {
        int self = vcpu;
        reporters.add(Thread.ofPlatform().start(() -> report(witness, go, self)));
      }
      go.countDown();
      while (!witness.breached()) {
        Thread.onSpinWait();
      }
      Sighting first = witness.first().orElseThrow();
      assertEquals(first.vcpu() * 10L, first.a(), first::toString);
      assertEquals(first.vcpu() * 100L, first.b(), first::toString);
      for (Thread reporter : reporters) {
        reporter.join();
      }
    }
  }

  /// One allocation per report would show in every pass; what the JVM allocates for itself while it
  /// compiles does not.
  @Test
  void reportsWithoutAllocating() {
    Witness[] witnesses = new Witness[20_000];
    Arrays.setAll(witnesses, i -> new Witness());
    assertEquals(
        0,
        IntStream.range(0, 8)
            .mapToLong(pass -> reportMany(witnesses, pass * 2_500, allocated()))
            .min()
            .orElse(-1));
  }

  private static void report(Witness witness, CountDownLatch go, int self) {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    witness.breach(Breach.CR3_ON_UNVALIDATED_ROOT, self, self * 10L, self * 100L);
  }

  private static long reportMany(Witness[] witnesses, int from, long before) {
    for (int i = from; i < from + 2_500; i++) {
      witnesses[i].breach(Breach.LEAVE_MM_WHILE_OK, 0, 1, 2);
    }
    return allocated() - before;
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
