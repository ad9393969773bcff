package shootdown.hypervisor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import shootdown.cpu.Vcpu;
import shootdown.event.EventChannels;
import shootdown.mm.Geometry;
import shootdown.mm.Memory;

/// A guest, as the hypervisor sees it: its frames, its vCPUs, its event channels.
///
/// Pure state; what happens to it are the steps of [Hypervisor].
///
/// Stands for: `struct domain`, xen/include/xen/sched.h.
public final class Domain {
  private final Geometry geometry;
  private final Memory memory;
  private final FrameTable frames;
  private final TlbClock clock = new TlbClock();
  private @Nullable Biglock biglock;
  private final Vcpu[] vcpus;
  private final EventChannels channels;

  /// @param vcpus by id; the domain keeps the array, and nobody changes it afterwards
  public Domain(Geometry geometry, Memory memory, Vcpu[] vcpus) {
    this.geometry = geometry;
    this.memory = memory;
    this.frames = new FrameTable(memory);
    this.vcpus = vcpus;
    this.channels = new EventChannels(vcpus);
  }

  public Geometry geometry() {
    return geometry;
  }

  public Memory memory() {
    return memory;
  }

  public FrameTable frames() {
    return frames;
  }

  public TlbClock clock() {
    return clock;
  }

  public EventChannels channels() {
    return channels;
  }

  /// Where the hypervisor of 2007 keeps its lock; null on any other.
  @Nullable Biglock biglock() {
    return biglock;
  }

  /// Once, before any vCPU runs.
  void setBiglock(Biglock lock) {
    biglock = lock;
  }

  public int vcpuCount() {
    return vcpus.length;
  }

  public Vcpu vcpu(int id) {
    return vcpus[id];
  }

  public List<Vcpu> vcpus() {
    return List.of(vcpus);
  }
}
