package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.hypervisor.HypercallGate;
import shootdown.hypervisor.Va;
import shootdown.machine.Machine;
import shootdown.mm.Pte;

class StrategyTest {
  private static final int PAGES = 60;

  private final AtomicInteger entries = new AtomicInteger();

  static List<String> names() {
    return Strategy.names();
  }

  private Machine machine(String name) {
    return Strategy.named(name).machine(counting(), PAGES);
  }

  private Transport counting() {
    return new Transport() {
      @Override
      public HypercallGate gate() {
        return entries::incrementAndGet;
      }
    };
  }

  @ParameterizedTest
  @MethodSource("names")
  void pinsAndUnpins(String name) {
    Machine machine = machine(name);
    var table = new PinnedTable(machine, machine.cpu(0), PAGES, true);
    for (int i = 0; i < 3; i++) {
      table.pin();
      table.requirePinned();
      table.unpin();
      table.check();
    }
    Checked.byOracle(machine);
  }

  /// 64 pages: 60, the one above them, the kernel's and the top. With the PIN there are 64 calls.
  @ParameterizedTest
  @CsvSource({
    "direct, 64",
    "fixed8, 8",
    "fixed16, 4",
    "fill, 2",
    "fixed128, 1",
    "ipi, 2",
    "adaptive, 2",
    "chosen, 2",
    "split, 4"
  })
  void entersAsOftenAsItSays(String name, int expected) {
    Machine machine = machine(name);
    var table = new PinnedTable(machine, machine.cpu(0), PAGES, true);
    assertEquals(63, table.pages());
    entries.set(0);
    table.pin();
    assertEquals(expected, entries.get());
  }

  /// An interrupt that comes while a batch is open is taken before the batch is full.
  @ParameterizedTest
  @CsvSource({"fill, true", "ipi, false"})
  void onlyTheAttentiveTakesAnInterruptInTheMiddle(String name, boolean stillPending) {
    Machine machine = machine(name);
    Cpu cpu = machine.cpu(0);
    var mailbox = machine.guest().domain().channels().mailbox(0);
    int frame = machine.guest().allocator().alloc();
    int other = machine.guest().allocator().alloc();
    var kernel = machine.kernel();

    kernel.mcBatch(cpu);
    kernel.queueUpdateVa(cpu, va(frame), Pte.of(frame, true), 0);
    kernel.sendReschedule(machine.cpu(1), 0);
    assertTrue(mailbox.upcallPendingOpaque(), "sent");
    kernel.queueUpdateVa(cpu, va(other), Pte.of(other, true), 0);
    assertEquals(stillPending, mailbox.upcallPendingOpaque(), "in the middle");
    assertEquals(stillPending ? 2 : 1, cpu.mc().size(), "left in the batch");
    kernel.mcIssue(cpu, LazyMode.NONE);
    assertFalse(mailbox.upcallPendingOpaque(), "after the issue");
    Checked.unbroken(machine);
  }

  /// Who calls it waits for one page, not for the table.
  @Test
  void theDirectAnswersAfterEachOperation() {
    Machine machine = machine("direct");
    Cpu cpu = machine.cpu(0);
    var mailbox = machine.guest().domain().channels().mailbox(0);
    int frame = machine.guest().allocator().alloc();
    var kernel = machine.kernel();

    kernel.mcBatch(cpu);
    kernel.sendReschedule(machine.cpu(1), 0);
    assertTrue(mailbox.upcallPendingOpaque(), "sent");
    kernel.queueUpdateVa(cpu, va(frame), Pte.of(frame, true), 0);
    assertFalse(mailbox.upcallPendingOpaque(), "after one operation");
    kernel.mcIssue(cpu, LazyMode.NONE);
    Checked.unbroken(machine);
  }

  private static long va(int frame) {
    return Va.linear(frame);
  }

  @Test
  void theAdaptiveIssuesOneOperationWithoutTheList() {
    Machine machine = machine("adaptive");
    Cpu cpu = machine.cpu(0);
    int frame = machine.guest().allocator().alloc();
    entries.set(0);
    machine.kernel().mcBatch(cpu);
    machine.kernel().queueUpdateVa(cpu, va(frame), Pte.of(frame, false), 0);
    machine.kernel().mcIssue(cpu, LazyMode.NONE);
    assertEquals(1, entries.get());
    assertFalse(
        Pte.writable(machine.guest().domain().frames().linearAcquire(frame)),
        "and it has been done");
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Strategy.named("hope"));
  }
}
