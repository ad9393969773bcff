package shootdown.explore;

import java.util.Locale;

/// What one vCPU may see of another's writes.
public enum MemoryModel {
  /// Sequential consistency: every write is seen by all at once.
  SC,
  /// x86: a write waits in its vCPU's store buffer, seen by that vCPU alone, until it is drained in
  /// order; locked operations, volatile writes and full fences drain first.
  TSO;

  /// As it is written on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
