package shootdown.bench;

import java.util.function.LongSupplier;
import shootdown.machine.Kernels;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;

/// A table pinned and unpinned once, by plain calls, with its answer checked: what [Checks] has
/// several copies of.
public final class CheckedPin implements LongSupplier {
  static final int EVENTS = 4096;

  static final int L1_PAGES = 128;

  private final PinnedTable table;

  /// @param events how many the machine keeps; 0 for none
  public CheckedPin(int events) {
    Machine.Builder builder =
        Machine.builder()
            .kernel(Kernels.chosen())
            .vcpus(1)
            .geometry(new Geometry(3, 64))
            .frames(2 * L1_PAGES + 64)
            .batch(32, 64);
    Machine machine = (events == 0 ? builder : builder.trace(events)).boot();
    table = new PinnedTable(machine, machine.cpu(0), L1_PAGES, true);
    if (events != 0 && machine.trace().events().isEmpty()) {
      throw new IllegalStateException("the benchmark is wrong: no event was kept");
    }
  }

  /// @return ns for all of it
  @Override
  public long getAsLong() {
    long begin = System.nanoTime();
    table.pin();
    table.unpin();
    long nanos = System.nanoTime() - begin;
    table.check();
    return nanos;
  }
}
