package shootdown.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.mm.Pte;

/// The translations a vCPU may have cached.
///
/// An entry may appear at any moment while cr3 points at a table that has it, and disappears only
/// by a flush or a cr3 load. It carries the flush generation that its walk read *before* the first
/// load, and counts only while that generation is current: so a fill that straddles a flush never
/// counts, and a remote flush is one increment. A flush of one page leaves a tombstone in that
/// page's slot, and a fill succeeds only if its slot still holds what it held before the walk.
///
/// The table is direct-mapped, a few slots: a model of what may be cached, not of how much. With no
/// slots nothing is ever cached (benchmarks).
///
/// | field | read | write | who |
/// |---|---|---|---|
/// | generation | acquire | getAndAdd | own thread at a cr3 load; any vCPU in a hypercall |
/// | a slot | acquire | compareAndSet to fill, getAndSet to drop | own thread fills, others drop |
/// | tombs | getAndAdd | getAndAdd | any vCPU in a hypercall |
///
/// Layout of an entry: present 1, writable 1, linear 1, vpn 17, frame 20, generation 24 bits. A
/// generation comes round after 2^24 flushes by others without one cr3 load of the vCPU's own,
/// which clears the slots.
public final class Tlb {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle GENERATION;
  private static final VarHandle TOMBS;

  static {
    try {
      var lookup = MethodHandles.lookup();
      GENERATION = lookup.findVarHandle(Tlb.class, "generation", int.class);
      TOMBS = lookup.findVarHandle(Tlb.class, "tombs", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Frames and pages beyond this cannot be cached.
  public static final int FRAME_LIMIT = 1 << 20;

  public static final int VPN_LIMIT = 1 << 17;

  private static final int GENERATION_MASK = (1 << 24) - 1;
  private static final long LINEAR = 4;
  private static final int VPN_SHIFT = 3;
  private static final int FRAME_SHIFT = 20;
  private static final int GENERATION_SHIFT = 40;

  private final long[] slots;
  private int generation;

  /// How many tombstones were set: makes each of them unlike all before.
  private int tombs;

  /// Own thread: whether a slot was filled since the slots were last cleared.
  private boolean filled;

  Tlb(int slots) {
    this.slots = new long[slots];
  }

  public int slots() {
    return slots.length;
  }

  /// What a walk must read before its first load; pairs with [#flushVolatile].
  public int generationAcquire() {
    return (int) GENERATION.getAcquire(this) & GENERATION_MASK;
  }

  /// What the slot for `vpn` holds before a walk; pairs with [#invalidateVolatile].
  public long slotAcquire(int vpn) {
    return slots.length == 0 ? 0 : (long) SLOT.getAcquire(slots, slot(vpn));
  }

  /// Installs what a walk found, unless its page was flushed meanwhile. Own thread.
  ///
  /// @param linear whether `vpn` is a frame number of the kernel's linear map
  /// @param walkGeneration what [#generationAcquire] gave before the walk
  /// @param before what [#slotAcquire] gave before the walk
  public void fillVolatile(int vpn, boolean linear, long pte, int walkGeneration, long before) {
    if (slots.length == 0 || vpn >= VPN_LIMIT || Pte.frame(pte) >= FRAME_LIMIT) {
      return;
    }
    long entry =
        ((long) walkGeneration << GENERATION_SHIFT)
            | ((long) Pte.frame(pte) << FRAME_SHIFT)
            | ((long) vpn << VPN_SHIFT)
            | (linear ? LINEAR : 0)
            | (pte & (Pte.PRESENT | Pte.RW));
    filled |= SLOT.compareAndSet(slots, slot(vpn), before, entry);
  }

  /// Drops every entry: one increment. Any vCPU in a hypercall; a full barrier.
  ///
  /// @return the new generation
  public int flushVolatile() {
    return ((int) GENERATION.getAndAdd(this, 1) + 1) & GENERATION_MASK;
  }

  /// A cr3 load: drops every entry and clears the slots. Own thread.
  public int reloadVolatile() {
    int now = flushVolatile();
    if (filled) {
      for (int i = 0; i < slots.length; i++) {
        SLOT.setOpaque(slots, i, 0L);
      }
      filled = false;
    }
    return now;
  }

  /// Drops the entry of one page, and makes a walk for it that is under way come to nothing. Any
  /// vCPU in a hypercall. Whatever else shares the slot goes too, as a processor may let it.
  public void invalidateVolatile(int vpn) {
    if (slots.length != 0) {
      long tomb = ((long) TOMBS.getAndAdd(this, 1) + 1) << VPN_SHIFT; // not present
      long _ = (long) SLOT.getAndSet(slots, slot(vpn), tomb);
    }
  }

  /// The live entry in slot `i`, or 0. Any thread; exact only while its vCPU stands still.
  public long liveAcquire(int i) {
    long entry = (long) SLOT.getAcquire(slots, i);
    return Pte.present(entry) && entry >>> GENERATION_SHIFT == generationAcquire() ? entry : 0;
  }

  /// The live entry for a user page, or 0. Own thread.
  public long lookup(int vpn, boolean linear) {
    if (slots.length == 0) {
      return 0;
    }
    long entry = liveAcquire(slot(vpn));
    return entry != 0 && vpn(entry) == vpn && isLinear(entry) == linear ? entry : 0;
  }

  /// Whether a live entry lets the vCPU write `frame`, by whatever mapping. Any thread.
  public boolean writesAcquire(int frame) {
    for (int i = 0; i < slots.length; i++) {
      long entry = liveAcquire(i);
      if (entry != 0 && frame(entry) == frame && isWritable(entry)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a live entry maps `frame` below `taskSize`. Any thread.
  public boolean mapsUserAcquire(int frame, int taskSize) {
    for (int i = 0; i < slots.length; i++) {
      long entry = liveAcquire(i);
      if (entry != 0 && frame(entry) == frame && !isLinear(entry) && vpn(entry) < taskSize) {
        return true;
      }
    }
    return false;
  }

  private int slot(int vpn) {
    return vpn % slots.length;
  }

  public static int vpn(long entry) {
    return (int) (entry >>> VPN_SHIFT) & (VPN_LIMIT - 1);
  }

  public static int frame(long entry) {
    return (int) (entry >>> FRAME_SHIFT) & (FRAME_LIMIT - 1);
  }

  public static boolean isWritable(long entry) {
    return (entry & Pte.RW) != 0;
  }

  public static boolean isLinear(long entry) {
    return (entry & LINEAR) != 0;
  }
}
