package shootdown.kernel;

import java.util.Objects;
import shootdown.guest.AfterIssue;
import shootdown.guest.CallFunction;
import shootdown.hypervisor.Hypervisor;
import shootdown.mm.Mm;
import shootdown.smp.CpuLife;

/// A guest kernel: the vector of all steps.
///
/// Each step is a method of one of the interfaces, which are named after what they do and hold the
/// right way to do it. A kernel that does one step otherwise is a class that overrides that method,
/// and nothing else: right code does not know about wrong code.
///
/// A kernel has no state; one instance runs any number of machines at once. State is in
/// [shootdown.guest].
///
/// To bring your own, extend [FixedKernel] with a public class that has a public constructor
/// without parameters, put it on the class path and name it: `-Dshootdown.kernel=com.example.Mine`.
public abstract class Kernel implements SavePinned, Interrupts, Idle, CpuLife {
  private final AfterIssue cr3Issued = (cpu, pgd, mm) -> afterNewBaseptr(cpu, pgd, mm);
  private final AfterIssue unlockPte = (cpu, frame, mm) -> unlockPte(cpu, frame);
  private final CallFunction dropOther =
      (cpu, info) -> dropOtherMmRef(cpu, (Mm) Objects.requireNonNull(info));
  private final CallFunction stopSelf = (cpu, info) -> stopSelf(cpu);
  private final CallFunction flushAll = (cpu, info) -> doFlushTlbAll(cpu, info);
  private final Visitor pin = (cpu, frame, level, flags) -> pinPage(cpu, frame, level, flags);
  private final Visitor unpin = (cpu, frame, level, flags) -> unpinPage(cpu, frame, level, flags);
  private final Hypervisor hypervisor = new Hypervisor();

  /// What a user calls it.
  public abstract String name();

  /// The hypervisor it runs on.
  public Hypervisor hypervisor() {
    return hypervisor;
  }

  /// The most vCPUs it can run.
  public int maxVcpus() {
    return 64;
  }

  @Override
  public final AfterIssue cr3Issued() {
    return cr3Issued;
  }

  @Override
  public final AfterIssue unlockPteCallback() {
    return unlockPte;
  }

  @Override
  public final CallFunction dropOtherMmRefFunction() {
    return dropOther;
  }

  @Override
  public final CallFunction stopSelfFunction() {
    return stopSelf;
  }

  @Override
  public final CallFunction flushTlbAllFunction() {
    return flushAll;
  }

  @Override
  public final Visitor pinPageVisitor() {
    return pin;
  }

  @Override
  public final Visitor unpinPageVisitor() {
    return unpin;
  }

  @Override
  public final String toString() {
    return name();
  }
}
