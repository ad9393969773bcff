package shootdown.oracle;

/// The operation on a whole mm that a vCPU is in the middle of.
///
/// @param kind which one
/// @param mm the mm it works on, or [Snapshot#NONE]
public record Operation(Kind kind, int mm) {

  /// The operations that must not depend on any other mm.
  public enum Kind {
    /// None of these.
    NONE,
    /// xen_pgd_pin.
    PIN,
    /// xen_pgd_unpin.
    UNPIN,
    /// xen_exit_mmap.
    EXIT
  }
}
