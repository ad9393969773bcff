package shootdown.mm;

/// A page-table entry, packed in a `long`: frame number, present bit, writable bit.
///
/// Stands for: `pte_t`, include/asm-i386/pgtable.h.
public final class Pte {
  public static final long PRESENT = 1;
  public static final long RW = 2;

  /// No entry.
  public static final long NONE = 0;

  /// What the words of a freed frame hold: not present, and unlike anything a kernel writes.
  public static final long POISON = 0x6b6b_6b6b_6b6b_6b6aL & ~PRESENT;

  private static final int FRAME_SHIFT = 12;

  private Pte() {}

  public static long of(int frame, boolean writable) {
    return ((long) frame << FRAME_SHIFT) | (writable ? RW : 0) | PRESENT;
  }

  /// An entry of a table above L1; the levels above are always writable, as `_PAGE_TABLE` is.
  public static long table(int frame) {
    return of(frame, true);
  }

  public static boolean present(long pte) {
    return (pte & PRESENT) != 0;
  }

  public static boolean writable(long pte) {
    return (pte & (PRESENT | RW)) == (PRESENT | RW);
  }

  public static int frame(long pte) {
    return (int) (pte >>> FRAME_SHIFT);
  }

  public static String toString(long pte) {
    if (pte == POISON) {
      return "poison";
    }
    return present(pte) ? frame(pte) + (writable(pte) ? " RW" : " RO") : "none";
  }
}
