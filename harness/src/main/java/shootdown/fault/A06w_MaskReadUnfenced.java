package shootdown.fault;

import shootdown.hypervisor.Hypervisor;
import shootdown.kernel.Linux312Kernel;

/// CVE-2016-2069: between the store that clears an entry and the load that reads the mask there was
/// no barrier, and x86 lets the load go first. Under Xen the store is a hypercall, which is one, so
/// that no kernel of the lineage has a fence of its own there; on bare hardware it is a store. So
/// this is v3.12, the last one of before the fix, on a hypervisor whose entry is written by a plain
/// store. A06 is the same as an order of steps.
@Fault(
    id = "A06w",
    year = 2016,
    source = "Linux 71b3c126e611",
    title = "the mask is read while the cleared entry is still in the store buffer",
    missing = "a full barrier between the store to the entry and the load of the mask",
    interleaving = {
      "cpu0 unmaps a page of mm: the store of the cleared entry waits in its store buffer",
      "cpu0 reads the mask, and cpu1 is not in it",
      "cpu1 switches to a thread of mm: it sets its bit and loads the table",
      "cpu1 walks to the page, finds the old entry and caches the translation",
      "cpu0 has its store seen, flushes nobody and frees the page"
    },
    breaks = {"S10"},
    form = Form.TSO,
    killedBy = {"Flush_01_SwitchIn"},
    unseen =
        "between its bit and its walk cpu1 does a dozen locked operations, and the store does not"
            + " wait that long: none in 1,334,716 samples on two cores",
    scenario = "flushes")
public final class A06w_MaskReadUnfenced extends Linux312Kernel {
  private final Hypervisor plain = new PlainStoreHypervisor();

  @Override
  public String name() {
    return "A06w";
  }

  @Override
  public Hypervisor hypervisor() {
    return plain;
  }
}
