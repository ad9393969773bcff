package shootdown.torture;

import shootdown.event.IpiVector;
import shootdown.guest.Cpu;
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
