package shootdown.oracle;

/// How the kernel's linear map maps a frame.
public enum LinearMapping {
  /// Writable; this mapping holds one writable type reference.
  RW,
  /// Read-only.
  RO,
  /// Not at all: the frame is highmem.
  NONE
}
