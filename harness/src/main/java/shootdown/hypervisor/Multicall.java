package shootdown.hypervisor;

import shootdown.trace.HypercallOp;

/// A list of hypercalls to be executed in one entry, with a buffer for the arguments that are
/// passed by reference, and a result for each.
///
/// `update_va_mapping` has its arguments in the entry; the others point to words of the buffer: an
/// mmuext operation takes two, an mmu_update two, a flush of others two. So, as in the original, a
/// list can be full because it has no entry left or because it has no word left.
///
/// Own vCPU only, interrupts off.
///
/// Stands for: `struct multicall_entry`; `struct mc_buffer`, arch/i386/xen/multicalls.c.
public class Multicall {
  private static final HypercallOp[] OPS = HypercallOp.values();

  /// Words of `struct mmuext_op` (12 bytes), `struct mmu_update` (16) and of a flush (16).
  public static final int ARG_WORDS = 2;

  private final byte[] ops;
  private final short[] argAt;
  private final long[] immediate;
  private final byte[] flags;
  private final int[] results;
  private final long[] args;
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
    ops = new byte[capacity];
    argAt = new short[capacity];
    immediate = new long[2 * capacity];
    flags = new byte[capacity];
    results = new int[capacity];
    args = new long[words];
  }

  public final int capacity() {
    return ops.length;
  }

  public final int size() {
    return entries;
  }

  public final boolean hasRoomFor(int words) {
    return entries < ops.length && argWords + words <= args.length;
  }

  /// Whether [#hasRoomFor] fails for want of an entry rather than of a word.
  public final boolean outOfEntries() {
    return entries == ops.length;
  }

  public final void addUpdateVa(long va, long pte, int uvmFlags) {
    int i = entries++;
    ops[i] = (byte) HypercallOp.UPDATE_VA_MAPPING.ordinal();
    immediate[2 * i] = va;
    immediate[2 * i + 1] = pte;
    flags[i] = (byte) uvmFlags;
  }

  /// An operation whose two arguments go to the buffer.
  public final void add(HypercallOp op, long a, long b) {
    int i = entries++;
    ops[i] = (byte) op.ordinal();
    argAt[i] = (short) (argWords / ARG_WORDS);
    args[argWords++] = a;
    args[argWords++] = b;
  }

  public final HypercallOp op(int i) {
    return OPS[ops[i]];
  }

  final long va(int i) {
    return immediate[2 * i];
  }

  final long pte(int i) {
    return immediate[2 * i + 1];
  }

  final int uvmFlags(int i) {
    return flags[i];
  }

  final long arg(int i, int which) {
    return args[argAt[i] * ARG_WORDS + which];
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
    results[i] = rc;
  }

  public final int result(int i) {
    return results[i];
  }

  protected final void clear() {
    entries = 0;
    argWords = 0;
  }
}
