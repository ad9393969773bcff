package shootdown.kernel;

import shootdown.hypervisor.Hypervisor;
import shootdown.hypervisor.StrictHypervisor;

/// The seed on the strict hypervisor: its unpin of a table in use is refused on the spot.
public class StrictSeedKernel extends SeedKernel {
  private final Hypervisor strict = new StrictHypervisor();

  @Override
  public String name() {
    return "seed-strict";
  }

  @Override
  public Hypervisor hypervisor() {
    return strict;
  }
}
