package shootdown.guest;

import shootdown.sync.Halt;

/// The vCPU went down: it runs nothing more, but the machine goes on.
public final class CpuDown extends Halt {
  private static final long serialVersionUID = 1L;

  public CpuDown() {
    super("vCPU is down");
  }
}
