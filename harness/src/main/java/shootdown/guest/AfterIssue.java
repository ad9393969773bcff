package shootdown.guest;

import org.jspecify.annotations.Nullable;
import shootdown.mm.Mm;

/// Something to be done once the entries queued so far have been issued: interrupts off, on the
/// vCPU that queued it. It queues nothing itself, neither a call nor another of these: the buffer
/// is being emptied.
///
/// Stands for: `xen_mc_callback`, arch/x86/xen/multicalls.c.
@FunctionalInterface
public interface AfterIssue {
  void issued(Cpu cpu, int frame, @Nullable Mm mm);
}
