package shootdown.guest;

/// Which hypercalls may stay queued for the moment; a vCPU is in exactly one of them.
///
/// Stands for: `enum paravirt_lazy_mode`, include/asm-i386/paravirt.h.
public enum LazyMode {
  NONE,
  /// Page-table updates stay queued: only inside `page_table_lock`, never across preemption.
  MMU,
  /// The operations of a context switch stay queued: only with interrupts off.
  CPU
}
