package shootdown.oracle;

/// The batching mode of a vCPU; at most one is on.
///
/// Stands for enum paravirt_lazy_mode.
public enum LazyMode {
  /// What is queued is issued at the end of its batch.
  NONE,
  /// Page-table updates stay queued until the mode is left.
  MMU,
  /// The loads of a context switch stay queued until the mode is left.
  CPU
}
