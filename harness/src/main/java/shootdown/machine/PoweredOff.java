package shootdown.machine;

import shootdown.cpu.Vcpu;
import shootdown.sync.Awaited;

/// A vCPU that is down, and what would end that: VCPUOP_up by another.
record PoweredOff(Vcpu vcpu) implements Awaited {
  @Override
  public boolean isOver(long key) {
    return !vcpu.isDownAcquire();
  }

  @Override
  public long awaitedCpus(long key) {
    return -1L;
  }

  @Override
  public String describe(long key) {
    return "being brought up";
  }
}
