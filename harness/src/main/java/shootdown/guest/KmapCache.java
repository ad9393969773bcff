package shootdown.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import shootdown.sync.Awaited;
import shootdown.sync.SpinLock;
import shootdown.trace.LockKind;

/// The cache of kernel mappings of highmem pages: one L1 of the kernel, an entry per slot.
///
/// A slot's count is 0 when it maps nothing, 1 when nobody uses the mapping but it still stands
/// (that is the cache, and museum B08), and one more for each user.
///
/// All under `kmap_lock`, which is held across the IPI wait of the flush. Who finds every slot in
/// use waits without the lock for a look at one that is not: as an [Awaited] it is that moment.
///
/// Stands for: `pkmap_count`, `pkmap_page_table`, `pkmap_map_wait`, mm/highmem.c.
public final class KmapCache implements Awaited {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);

  public static final int NONE = -1;

  private final int table;
  private final int firstVpn;
  private final SpinLock lock = new SpinLock(LockKind.KMAP_LOCK, -1);
  private final int[] frames;
  private final int[] counts;

  /// @param table the frame of `pkmap_page_table`
  /// @param firstVpn the page that its first entry maps
  KmapCache(int table, int firstVpn, int slots) {
    this.table = table;
    this.firstVpn = firstVpn;
    this.frames = new int[slots];
    this.counts = new int[slots];
    Arrays.fill(frames, NONE);
  }

  public SpinLock lock() {
    return lock;
  }

  public int table() {
    return table;
  }

  public int slots() {
    return frames.length;
  }

  public int vpn(int slot) {
    return firstVpn + slot;
  }

  /// The slot that maps `frame`, or [#NONE].
  public int find(int frame) {
    for (int slot = 0; slot < frames.length; slot++) {
      if (frames[slot] == frame) {
        return slot;
      }
    }
    return NONE;
  }

  public int count(int slot) {
    return counts[slot];
  }

  /// Some slot is used by nobody, so that a flush would free it.
  @Override
  public boolean isOver(long key) {
    for (int slot = 0; slot < counts.length; slot++) {
      if ((int) COUNT.getOpaque(counts, slot) <= 1) {
        return true;
      }
    }
    return false;
  }

  /// Whoever uses a slot, and they are not known.
  @Override
  public long awaitedCpus(long key) {
    return 0;
  }

  @Override
  public String describe(long key) {
    return "a kmap slot";
  }

  public int frame(int slot) {
    return frames[slot];
  }

  public void setOpaque(int slot, int frame, int count) {
    frames[slot] = frame;
    COUNT.setOpaque(counts, slot, count);
  }
}
