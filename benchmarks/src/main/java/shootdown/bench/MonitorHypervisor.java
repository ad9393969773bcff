package shootdown.bench;

import shootdown.cpu.Vcpu;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.Hypervisor;
import shootdown.hypervisor.Multicall;

/// [LockedHypervisor] with Java's own monitor for a lock.
final class MonitorHypervisor extends Hypervisor {
  private final Hypervisor inner;
  private final Object monitor = new Object();

  MonitorHypervisor(Hypervisor inner) {
    this.inner = inner;
  }

  @Override
  public int multicall(Domain d, Vcpu v, Multicall list) {
    synchronized (monitor) {
      return inner.multicall(d, v, list);
    }
  }

  @Override
  public int single(Domain d, Vcpu v, Multicall list) {
    synchronized (monitor) {
      return inner.single(d, v, list);
    }
  }

  @Override
  public int updateVaMapping(Domain d, Vcpu v, long va, long pte, int flags) {
    synchronized (monitor) {
      return inner.updateVaMapping(d, v, va, pte, flags);
    }
  }

  @Override
  public int mmuUpdate(Domain d, Vcpu v, int frame, int index, long word) {
    synchronized (monitor) {
      return inner.mmuUpdate(d, v, frame, index, word);
    }
  }

  @Override
  public boolean emulateWrite(Domain d, Vcpu v, int frame, int index, long pte) {
    synchronized (monitor) {
      return inner.emulateWrite(d, v, frame, index, pte);
    }
  }
}
