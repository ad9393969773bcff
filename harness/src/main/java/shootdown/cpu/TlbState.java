package shootdown.cpu;

/// Whether a vCPU runs in the mm it has loaded, or merely has it loaded.
///
/// Stands for: `TLBSTATE_OK` and `TLBSTATE_LAZY` of `cpu_tlbstate.state`,
/// include/asm-i386/tlbflush.h.
public enum TlbState {
  /// The running task's own mm.
  OK,
  /// Borrowed by a task that has none: the vCPU may leave it whenever it is asked to. A vCPU that
  /// has never switched is lazy on `init_mm` (in Linux its state is a third value, 0).
  LAZY
}
