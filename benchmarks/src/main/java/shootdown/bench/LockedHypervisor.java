package shootdown.bench;

import shootdown.cpu.Vcpu;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.Hypervisor;
import shootdown.hypervisor.Multicall;

/// A hypervisor with one lock around each entry, a whole multicall included.
final class LockedHypervisor extends Hypervisor {
  private final Hypervisor inner;
  private final HypervisorLock lock;

  LockedHypervisor(Hypervisor inner, HypervisorLock lock) {
    this.inner = inner;
    this.lock = lock;
  }

  @Override
  public int multicall(Domain d, Vcpu v, Multicall list) {
    lock.lock();
    try {
      return inner.multicall(d, v, list);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int single(Domain d, Vcpu v, Multicall list) {
    lock.lock();
    try {
      return inner.single(d, v, list);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int updateVaMapping(Domain d, Vcpu v, long va, long pte, int flags) {
    lock.lock();
    try {
      return inner.updateVaMapping(d, v, va, pte, flags);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int mmuUpdate(Domain d, Vcpu v, int frame, int index, long word) {
    lock.lock();
    try {
      return inner.mmuUpdate(d, v, frame, index, word);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean emulateWrite(Domain d, Vcpu v, int frame, int index, long pte) {
    lock.lock();
    try {
      return inner.emulateWrite(d, v, frame, index, pte);
    } finally {
      lock.unlock();
    }
  }
}
