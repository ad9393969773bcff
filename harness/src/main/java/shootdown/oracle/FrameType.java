package shootdown.oracle;

/// The type the hypervisor gives a frame; types exclude each other.
///
/// Stands for `PGT_*` in xen/include/asm-x86/mm.h.
public enum FrameType {
  /// No type yet, or none any more.
  NONE,
  /// At least one writable mapping.
  WRITABLE,
  /// A descriptor table, global or local.
  SEGMENT,
  /// A table whose entries map data.
  L1,
  /// A table whose entries link L1 tables.
  L2,
  /// A table whose entries link L2 tables; the root of a PAE tree.
  L3,
  /// A table whose entries link L3 tables.
  L4;

  /// Whether this is a page-table type.
  public boolean isTable() {
    return level() > 0;
  }

  /// The level of a table type, 1 to 4; 0 for the others.
  public int level() {
    return switch (this) {
      case NONE, WRITABLE, SEGMENT -> 0;
      case L1 -> 1;
      case L2 -> 2;
      case L3 -> 3;
      case L4 -> 4;
    };
  }

  /// The table type of a level.
  ///
  /// @throws IllegalArgumentException if the level is not 1 to 4
  public static FrameType ofLevel(int level) {
    return switch (level) {
      case 1 -> L1;
      case 2 -> L2;
      case 3 -> L3;
      case 4 -> L4;
      default -> throw new IllegalArgumentException("no such table level: level=" + level);
    };
  }
}
