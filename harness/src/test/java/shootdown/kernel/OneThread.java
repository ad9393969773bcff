package shootdown.kernel;

import java.util.ArrayList;
import java.util.List;
import shootdown.cpu.Vcpu;
import shootdown.event.IpiVector;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.Hypervisor;
import shootdown.hypervisor.Multicall;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// Kernels for one thread that plays every vCPU: whoever is sent an interrupt takes it at once, if
/// his interrupts are on. What a multicall carried is noted.
public final class OneThread {
  private OneThread() {}

  private static void answer(Cpu cpu) {
    if (!cpu.isDownAcquire()) {
      try {
        cpu.interruptPoint();
      } catch (CpuDown down) {
        cpu.trace(TraceKind.MARK, cpu.id());
      }
    }
  }

  /// A hypervisor that notes each multicall by its operations.
  public static final class Recorder extends Hypervisor {
    private final List<List<HypercallOp>> multicalls = new ArrayList<>();

    @Override
    public int multicall(Domain d, Vcpu v, Multicall list) {
      var ops = new ArrayList<HypercallOp>();
      for (int i = 0; i < list.size(); i++) {
        ops.add(list.op(i));
      }
      multicalls.add(ops);
      return super.multicall(d, v, list);
    }

    /// What was issued since the last time this was asked.
    public List<List<HypercallOp>> take() {
      var taken = List.copyOf(multicalls);
      multicalls.clear();
      return taken;
    }
  }

  /// The fixed kernel, played by one thread.
  public static class Fixed extends FixedKernel {
    private final Recorder recorder = new Recorder();

    @Override
    public final Recorder hypervisor() {
      return recorder;
    }

    @Override
    public void sendIpiOne(Cpu cpu, int target, IpiVector vector) {
      super.sendIpiOne(cpu, target, vector);
      answer(cpu.guest().cpu(target));
    }
  }

  /// The seed, played by one thread.
  public static final class Seed extends SeedKernel {
    @Override
    public void sendIpiOne(Cpu cpu, int target, IpiVector vector) {
      super.sendIpiOne(cpu, target, vector);
      answer(cpu.guest().cpu(target));
    }
  }
}
