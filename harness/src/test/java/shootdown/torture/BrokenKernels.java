package shootdown.torture;

import shootdown.event.IpiVector;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// One kernel for each way in which a life can end badly.
public final class BrokenKernels {
  private BrokenKernels() {}

  /// Now and then keeps a page for ever.
  public static final class Leaky extends FixedKernel {
    @Override
    public String name() {
      return "leaky";
    }

    @Override
    public void freePage(Cpu cpu, int frame) {
      if (frame % 16 != 3) {
        super.freePage(cpu, frame);
      }
    }
  }

  /// Sends no calls.
  public static final class Mute extends FixedKernel {
    @Override
    public String name() {
      return "mute";
    }

    @Override
    public void sendIpiOne(Cpu cpu, int target, IpiVector vector) {
      if (vector != IpiVector.CALL_FUNCTION) {
        super.sendIpiOne(cpu, target, vector);
      }
    }
  }

  /// Walks the page directories and does nothing there: told only at rest.
  public static final class Forgetful extends FixedKernel {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public void syncOne(Cpu cpu, Mm mm) {
      // nothing
    }
  }

  /// Says that all have stopped, and has told nobody.
  public static final class Lenient extends FixedKernel {
    @Override
    public String name() {
      return "lenient";
    }

    @Override
    public void sendStop(Cpu cpu) {
      // nothing
    }
  }

  /// Does not turn preemption on again where it should.
  public static final class Unbalanced extends FixedKernel {
    @Override
    public String name() {
      return "unbalanced";
    }

    @Override
    public void unuseMm(Task current, Mm mm) {
      super.unuseMm(current, mm);
      current.cpu().preemptDisable();
    }
  }

  /// Never sleeps.
  public static final class Restless extends FixedKernel {
    @Override
    public String name() {
      return "restless";
    }

    @Override
    public void safeHalt(Cpu cpu) {
      cpu.irqEnable();
    }
  }

  /// Falls over its own feet.
  public static final class Clumsy extends FixedKernel {
    @Override
    public String name() {
      return "clumsy";
    }

    @Override
    public void enterLazyTlb(Cpu cpu, Mm mm) {
      throw new UnsupportedOperationException("as planned");
    }
  }
}
