package shootdown.kernel;

import shootdown.hypervisor.BiglockHypervisor;
import shootdown.hypervisor.Hypervisor;

/// The seed on the hypervisor of its time, which runs one page-table operation of a domain after
/// the other: its sync and its unpin without `page_table_lock` do no harm there.
public class BiglockSeedKernel extends SeedKernel {
  private final Hypervisor biglock = new BiglockHypervisor();

  @Override
  public String name() {
    return "seed-biglock";
  }

  @Override
  public Hypervisor hypervisor() {
    return biglock;
  }
}
