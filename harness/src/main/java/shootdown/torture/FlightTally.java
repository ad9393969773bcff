package shootdown.torture;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// A tally that also tells the JVM's flight recorder what takes time: pins, shootdowns, interrupts,
/// and the stall that ends a life.
///
/// Used only if somebody records; a run without has none of it.
final class FlightTally extends Tally {
  private final int vcpu;
  private @Nullable Pin pin;
  private @Nullable Shootdown shootdown;

  FlightTally(int vcpu) {
    this.vcpu = vcpu;
  }

  @Override
  public void saw(TraceKind kind, long a, long b) {
    super.saw(kind, a, b);
    switch (kind) {
      case PGD_PIN -> pin = begun(new Pin(vcpu, (int) a));
      case PIN -> pin = ended(pin);
      case DROP_MM_REF -> shootdown = begun(new Shootdown(vcpu, (int) a));
      case CALL_FUNCTION -> asks(a);
      case UNPIN -> shootdown = ended(shootdown);
      case SEND_IPI -> new Ipi(vcpu, (int) a, b == 0 ? "RESCHEDULE" : "CALL_FUNCTION").commit();
      case BREACH -> stall(a);
      default -> {}
    }
  }

  private static <E extends Event> E begun(E event) {
    event.begin();
    return event;
  }

  private static <E extends Event> @Nullable E ended(@Nullable E event) {
    if (event != null) {
      event.commit();
    }
    return null;
  }

  private void asks(long targets) {
    Shootdown s = shootdown;
    if (s != null) {
      s.targets = Long.bitCount(targets);
    }
  }

  private void stall(long breach) {
    if (breach == Breach.STALLED.ordinal()) {
      new Stall(vcpu).commit();
    }
  }

  /// A page table is pinned: from the first page made read-only to the PIN.
  @Name("shootdown.Pin")
  @Label("Pin")
  @Category("shootdown")
  @Description("A page table is pinned: from the first page made read-only to the PIN")
  @StackTrace(false)
  static final class Pin extends Event {
    @Label("vCPU")
    final int vcpu;

    @Label("Page Directory")
    final int pgd;

    Pin(int vcpu, int pgd) {
      this.vcpu = vcpu;
      this.pgd = pgd;
    }
  }

  /// Everybody leaves an mm: from drop_mm_ref to the UNPIN.
  @Name("shootdown.Shootdown")
  @Label("Shootdown")
  @Category("shootdown")
  @Description("Everybody leaves an mm: from drop_mm_ref to the UNPIN")
  @StackTrace(false)
  static final class Shootdown extends Event {
    @Label("vCPU")
    final int vcpu;

    @Label("mm")
    final int mm;

    @Label("vCPUs Asked")
    int targets;

    Shootdown(int vcpu, int mm) {
      this.vcpu = vcpu;
      this.mm = mm;
    }
  }

  /// An interrupt is sent to another vCPU.
  @Name("shootdown.Ipi")
  @Label("IPI")
  @Category("shootdown")
  @Description("An interrupt is sent to another vCPU")
  @StackTrace(false)
  static final class Ipi extends Event {
    @Label("vCPU")
    final int vcpu;

    @Label("Target")
    final int target;

    @Label("Vector")
    final String vector;

    Ipi(int vcpu, int target, String vector) {
      this.vcpu = vcpu;
      this.target = target;
      this.vector = vector;
    }
  }

  /// Nobody can take another step.
  @Name("shootdown.Stall")
  @Label("Stall")
  @Category("shootdown")
  @Description("Nobody can take another step")
  @StackTrace(false)
  static final class Stall extends Event {
    @Label("Found By")
    final int vcpu;

    Stall(int vcpu) {
      this.vcpu = vcpu;
    }
  }
}
