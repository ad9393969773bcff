package shootdown.hypervisor;

/// All that the hypervisor knows of a frame, in one word: `count_info`, `type_info` and
/// `tlbflush_timestamp` together, so that cr3 loads, pins and unpins meet in one compare-and-set.
///
/// | bits | what |
/// |---|---|
/// | 0–13 | type count |
/// | 14–27 | general count; one of it is the domain's allocation |
/// | 28–30 | type |
/// | 31 | pinned |
/// | 32 | validated |
/// | 34–63 | stamp: the flush clock when a type reference was last put |
///
/// Stands for: `struct page_info`, xen/include/asm-x86/mm.h.
public final class PageInfo {
  static final int COUNT_LIMIT = (1 << 14) - 1;
  static final long TYPE_REF = 1;
  static final long REF = 1L << 14;
  static final long PINNED = 1L << 31;
  static final long VALIDATED = 1L << 32;

  private static final int TYPE_SHIFT = 28;
  private static final long TYPE_MASK = 7L << TYPE_SHIFT;
  private static final int STAMP_SHIFT = 34;

  private PageInfo() {}

  public static int typeCount(long info) {
    return (int) info & COUNT_LIMIT;
  }

  public static int count(long info) {
    return (int) (info >>> 14) & COUNT_LIMIT;
  }

  public static int type(long info) {
    return (int) (info >>> TYPE_SHIFT) & 7;
  }

  public static boolean pinned(long info) {
    return (info & PINNED) != 0;
  }

  public static boolean validated(long info) {
    return (info & VALIDATED) != 0;
  }

  /// A tick of [TlbClock].
  public static int stamp(long info) {
    return (int) (info >>> STAMP_SHIFT);
  }

  static long withType(long info, int type) {
    return (info & ~TYPE_MASK) | ((long) type << TYPE_SHIFT);
  }

  static long withStamp(long info, int stamp) {
    return (info & ((1L << STAMP_SHIFT) - 1)) | ((long) stamp << STAMP_SHIFT);
  }

  /// A frame that the domain owns and nobody uses.
  static long allocated() {
    return REF;
  }

  /// A frame that the kernel's linear map alone uses, writable.
  static long mappedWritable() {
    return withType((REF + REF + TYPE_REF) | VALIDATED, PageType.WRITABLE);
  }

  public static String toString(long info) {
    return "type="
        + PageType.name(type(info))
        + " count="
        + typeCount(info)
        + " total="
        + count(info)
        + (pinned(info) ? " pinned" : "")
        + (validated(info) ? " validated" : "");
  }
}
