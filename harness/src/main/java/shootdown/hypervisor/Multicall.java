package shootdown.hypervisor;

import shootdown.trace.HypercallOp;

/// A list of hypercalls to be executed in one entry, with a result for each.
///
/// `update_va_mapping` has its arguments in the entry; those of the others take words of the
/// buffer: an mmuext operation two, an mmu_update two, a flush of others two. So, as in the
/// original, a list can be full because it has no entry left or because it has no word left. Here
/// the words are counted only, by who asks [#hasRoomFor] first; the arguments stand in the entry.
///
/// Own vCPU only, interrupts off.
///
/// Stands for: `struct multicall_entry`; `struct mc_buffer`, arch/i386/xen/multicalls.c.
public class Multicall {
  private static final HypercallOp[] OPS = HypercallOp.values();

  /// Words of `struct mmuext_op` (12 bytes), `struct mmu_update` (16) and of a flush (16).
  public static final int ARG_WORDS = 2;

  /// Longs of an entry: operation and flags, the two arguments, the result.
  private static final int ENTRY = 4;

  private static final int FLAGS_SHIFT = 8;

  private final long[] list;
  private final int capacity;
  private final int words;
  private int entries;
  private int argWords;

  /// @param capacity entries, 32 in Linux
  /// @param words of the argument buffer, 64 in Linux
  protected Multicall(int capacity, int words) {
    if (capacity < 1 || capacity > 1024 || words < ARG_WORDS) {
      throw new IllegalArgumentException(
          "a multicall takes 1 to 1024 entries and at least 2 words: entries="
              + capacity
              + " words="
              + words);
    }
    this.capacity = capacity;
    this.words = words;
    list = new long[ENTRY * capacity];
  }

  public final int capacity() {
    return capacity;
  }

  public final int size() {
    return entries;
  }

  public final boolean hasRoomFor(int more) {
    return entries < capacity && argWords + more <= words;
  }

  /// Whether [#hasRoomFor] fails for want of an entry rather than of a word.
  public final boolean outOfEntries() {
    return entries == capacity;
  }

  public final void addUpdateVa(long va, long pte, int uvmFlags) {
    append(HypercallOp.UPDATE_VA_MAPPING, uvmFlags, va, pte);
  }

  /// An operation whose two arguments take words of the buffer.
  public final void add(HypercallOp op, long a, long b) {
    argWords += ARG_WORDS;
    append(op, 0, a, b);
  }

  private void append(HypercallOp op, int flags, long a, long b) {
    int at = ENTRY * entries++;
    list[at] = op.ordinal() | flags << FLAGS_SHIFT;
    list[at + 1] = a;
    list[at + 2] = b;
  }

  public final HypercallOp op(int i) {
    return OPS[(int) list[ENTRY * i] & ((1 << FLAGS_SHIFT) - 1)];
  }

  final long va(int i) {
    return arg(i, 0);
  }

  final long pte(int i) {
    return arg(i, 1);
  }

  final int uvmFlags(int i) {
    return (int) list[ENTRY * i] >> FLAGS_SHIFT;
  }

  final long arg(int i, int which) {
    return list[ENTRY * i + 1 + which];
  }

  /// The frame an entry is about, or -1; for traces and snapshots.
  public final int frame(int i) {
    return switch (op(i)) {
      case UPDATE_VA_MAPPING -> Va.isLinear(va(i)) ? Va.number(va(i)) : -1;
      case MMU_UPDATE -> (int) (arg(i, 0) >>> 32);
      case TLB_FLUSH_LOCAL, INVLPG_LOCAL, TLB_FLUSH_MULTI, INVLPG_MULTI -> -1;
      default -> (int) arg(i, 0);
    };
  }

  /// Whether an update of the entry that maps `va` is in the list.
  public final boolean updates(long va) {
    for (int i = 0; i < entries; i++) {
      if (op(i) == HypercallOp.UPDATE_VA_MAPPING && va(i) == va) {
        return true;
      }
    }
    return false;
  }

  final void result(int i, int rc) {
    list[ENTRY * i + 3] = rc;
  }

  public final int result(int i) {
    return (int) list[ENTRY * i + 3];
  }

  protected final void clear() {
    entries = 0;
    argWords = 0;
  }
}
