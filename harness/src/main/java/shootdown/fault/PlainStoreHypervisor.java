package shootdown.fault;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.Hypervisor;
import shootdown.trace.TraceKind;

/// A hypervisor where the write of an entry is what it is on bare hardware: one plain store, after
/// which nothing waits until others see it. All counting is done before.
public final class PlainStoreHypervisor extends Hypervisor {
  @Override
  public int update(Domain d, Vcpu v, int table, int index, int type, long pte) {
    int rc = getPageAndType(d, v, table, type);
    if (rc != Errno.OK) {
      return rc;
    }
    rc = getEntry(d, v, pte, type);
    if (rc == Errno.OK) {
      putEntry(d, v, d.memory().loadAcquire(table, index), type);
    }
    putPageAndType(d, v, table);
    if (rc == Errno.OK) {
      d.memory().storeRelease(table, index, pte);
    }
    v.trace(TraceKind.PTE_WRITE, table, index);
    return rc;
  }
}
