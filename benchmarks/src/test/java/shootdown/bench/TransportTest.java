package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.cpu.Vcpu;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.Hypervisor;
import shootdown.hypervisor.Multicall;
import shootdown.kernel.FixedKernel;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;

@Timeout(120)
class TransportTest {
  private static final Geometry GEOMETRY = new Geometry(3, 8);
  private static final int PAGES = 24;

  static List<String> names() {
    return Transport.names();
  }

  private static Machine machine(Transport transport, int vcpus) {
    return PinnedTable.machine(new FixedKernel(), transport, vcpus, 8, GEOMETRY, PAGES);
  }

  @ParameterizedTest
  @MethodSource("names")
  void pinsAndUnpins(String name) throws Exception {
    try (Transport transport = Transport.named(name)) {
      for (boolean pins : new boolean[] {true, false}) {
        Machine machine = machine(transport, 1);
        var table = new PinnedTable(machine, machine.cpu(0), PAGES, pins);
        table.pin();
        table.requirePinned();
        table.unpin();
        table.check();
        assertThrows(IllegalStateException.class, table::requirePinned, "it is unpinned now");
        Checked.byOracle(machine);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void twoVcpusPinAtOnce(String name) throws Exception {
    try (Transport transport = Transport.named(name)) {
      Machine machine = machine(transport, 2);
      var mine = new PinnedTable(machine, machine.cpu(0), PAGES, true);
      var theirs = new PinnedTable(machine, machine.cpu(1), PAGES, true);
      machine.stage(machine.cpu(0), machine.cpu(1));
      var partner =
          Partner.started(
              new RoundTrip[] {new PairPin(mine, theirs, true), new PairPin(mine, theirs, false)},
              1);
      for (int i = 0; i < 50; i++) {
        double _ = partner.window(0);
        mine.requirePinned();
        theirs.requirePinned();
        double _ = partner.window(1);
      }
      partner.stop();
      mine.check();
      theirs.check();
      Checked.byOracle(machine);
    }
  }

  /// Counts who is inside; while it is held against the calls of a second thread, nobody may meet.
  private static final class Meeting extends Hypervisor {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger met = new AtomicInteger();
    private volatile String thread = "";

    @Override
    public int multicall(Domain d, Vcpu v, Multicall list) {
      thread = Thread.currentThread().getName();
      if (inside.incrementAndGet() > 1) {
        met.incrementAndGet();
      }
      for (int i = 0; i < 200; i++) {
        Thread.onSpinWait();
      }
      int failed = super.multicall(d, v, list);
      inside.decrementAndGet();
      return failed;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tas", "ticket", "reentrant", "synchronized", "thread"})
  void noTwoAreInTheHypervisorAtOnce(String name) throws Exception {
    var meeting = new Meeting();
    try (Transport transport = Transport.named(name)) {
      Machine machine =
          Machine.builder()
              .front(inner -> transport.front(meeting))
              .geometry(GEOMETRY)
              .frames(256)
              .boot();
      var mine = new PinnedTable(machine, machine.cpu(0), PAGES, true);
      var theirs = new PinnedTable(machine, machine.cpu(1), PAGES, true);
      machine.stage(machine.cpu(0), machine.cpu(1));
      var partner =
          Partner.started(
              new RoundTrip[] {new PairPin(mine, theirs, true), new PairPin(mine, theirs, false)},
              1);
      for (int i = 0; i < 100; i++) {
        double _ = partner.window(i % 2);
      }
      partner.stop();
    }
    assertEquals(0, meeting.met.get(), "met in there");
  }

  @Test
  void theHypervisorThreadDoesTheWork() throws Exception {
    var meeting = new Meeting();
    try (Transport transport = Transport.named("thread")) {
      Machine machine =
          Machine.builder().front(inner -> transport.front(meeting)).vcpus(1).frames(64).boot();
      var _ = machine.mm(0, 5);
      assertEquals("hypervisor", meeting.thread);
    }
    assertNotEquals("hypervisor", Thread.currentThread().getName());
  }

  @Test
  void eachHypercallEntersOnceAndEachBatchOnce() {
    var entries = new AtomicInteger();
    Machine machine =
        Machine.builder()
            .gate(entries::incrementAndGet)
            .vcpus(1)
            .geometry(GEOMETRY)
            .frames(128)
            .batch(8, 16)
            .boot();
    var table = new PinnedTable(machine, machine.cpu(0), PAGES, true);
    entries.set(0);
    table.pin();
    assertEquals(Math.round(table.entriesPerPage(8) * table.pages()), entries.get());
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThereAre() {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Transport.named("carrier-pigeon"))
                .getMessage());
    assertTrue(message.contains("name=carrier-pigeon"), message);
    assertTrue(message.contains("ticket"), message);
  }
}
