package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;

/// A fast wrong kernel cannot win: each benchmark's check, held against a kernel that saves itself
/// the work.
@Timeout(120)
class WrongKernelTest {
  /// Pins nothing: no page is ever remapped.
  public static final class LazyPin extends FixedKernel {
    @Override
    public void queueUpdateVa(Cpu cpu, long va, long pte, int flags) {}
  }

  /// Forgets every third page.
  public static final class SloppyUnpin extends FixedKernel {
    @Override
    public boolean unpinPage(Cpu cpu, int frame, int level, int flags) {
      return frame % 3 != 0 && super.unpinPage(cpu, frame, level, flags);
    }
  }

  /// Answers no call for the others: shoots nobody.
  public static final class Pacifist extends FixedKernel {
    @Override
    public long holders(Cpu cpu, Mm mm) {
      return 0;
    }
  }

  private static String refusal(Executable action) {
    return String.valueOf(assertThrows(RuntimeException.class, action).getMessage());
  }

  private static PinnedTable table(Kernel kernel) {
    Machine machine = PinnedTable.machine(kernel, new Transport() {}, 1, 8, new Geometry(3, 8), 24);
    return new PinnedTable(machine, machine.cpu(0), 24, true);
  }

  @Test
  void whoDoesNotPinDoesNotCount() {
    assertFalse(refusal(() -> table(new LazyPin())).isEmpty());
  }

  @Test
  void whoUnpinsHalfOfItDoesNotCount() {
    assertFalse(refusal(() -> table(new SloppyUnpin())).isEmpty());
  }

  @Test
  void pinBatchRefusesItBeforeTheFirstRound() {
    var benchmark = new PinBatch();
    benchmark.kernel = LazyPin.class.getName();
    assertFalse(refusal(benchmark::setUp).isEmpty());
  }

  @Test
  void anExitThatCallsNobodyIsFound() {
    var crowd = new Crowd(new Pacifist(), 2, false);
    Mm mm = crowd.machine().mm(0);
    crowd.borrow(mm, 1);
    Cpu boss = crowd.machine().cpu(0);
    boss.preemptDisable();
    crowd.machine().kernel().dropMmRef(boss, mm);
    boss.preemptEnable();

    assertTrue(refusal(() -> Shootdown.require(crowd.machine(), mm)).contains("vcpu=1"));
    crowd.rest();
  }

  @Test
  void aRightExitIsNot() {
    try (var crowd = new Crowd(new FixedKernel(), 3, false)) {
      Mm mm = crowd.machine().mm(0);
      crowd.borrow(mm, 2);
      Cpu boss = crowd.machine().cpu(0);
      boss.preemptDisable();
      crowd.machine().kernel().dropMmRef(boss, mm);
      boss.preemptEnable();
      Shootdown.require(crowd.machine(), mm);
      crowd.rest();
    }
  }

  /// A mailbox that forgets each tenth post.
  private static final class Leaky implements Mailbox {
    private final Mailbox inner = new Slots();

    @Override
    public void post(long number) {
      if (number % 10 != 0) {
        inner.post(number);
      }
    }

    @Override
    public long drain() {
      return inner.drain();
    }
  }

  @Test
  void aLostWakeUpIsCounted() {
    for (Mailbox right :
        new Mailbox[] {new Mailbox.Bitset(), new Mailbox.Slots(), new Mailbox.JcTools()}) {
      assertEquals(0, flood(right).lost(), right.getClass().getSimpleName());
    }
    Flood leaky = flood(new Leaky());
    assertTrue(leaky.lost() > 0, "lost=" + leaky.lost());
  }

  /// Ten windows of ten posts.
  private static Flood flood(Mailbox mailbox) {
    var flood = new Flood(mailbox);
    var partner = Partner.started(new RoundTrip[] {flood}, 10);
    for (int i = 0; i < 10; i++) {
      double _ = partner.window(0);
    }
    partner.stop();
    return flood;
  }
}
