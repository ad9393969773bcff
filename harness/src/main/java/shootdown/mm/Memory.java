package shootdown.mm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The machine's frames, word by word.
///
/// A frame is an `int`; each has as many words as a table has entries. Frames from [#highStart] on
/// are highmem: the kernel's linear map does not reach them. A freed frame holds [Pte#POISON] in
/// every word and an odd stamp, so that a walk which reaches it is caught as such.
///
/// The words are what guests and page walkers race for; who may write which is told by the
/// hypervisor's types and by the locks of the protocol, not here. A store is a release (a plain
/// store on x86), a walker's load an acquire, a checked update a compare-and-set.
public final class Memory {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(int[].class);

  private final int frames;
  private final int entries;
  private final int highStart;
  private final long[] words;

  /// How often a frame was allocated and freed; odd while it is free.
  private final int[] stamps;

  /// @param frames how many there are
  /// @param entries words of a frame
  /// @param highStart the first highmem frame; `frames` if there is none
  public Memory(int frames, int entries, int highStart) {
    this.frames = frames;
    this.entries = entries;
    this.highStart = highStart;
    this.words = new long[Math.multiplyExact(frames, entries)];
    this.stamps = new int[frames];
  }

  public int frames() {
    return frames;
  }

  public int entries() {
    return entries;
  }

  public int highStart() {
    return highStart;
  }

  public boolean isHighmem(int frame) {
    return frame >= highStart;
  }

  public boolean exists(int frame) {
    return frame >= 0 && frame < frames;
  }

  /// A page walker's or reader's load; pairs with [#storeRelease] and [#compareAndSet].
  public long loadAcquire(int frame, int index) {
    return (long) WORD.getAcquire(words, frame * entries + index);
  }

  /// The first entry from `index` on that is present, or [#entries]. For who holds what keeps
  /// others from changing the frame, so that no order is needed: tables are long and mostly empty.
  public int nextPresentOpaque(int frame, int index) {
    int base = frame * entries;
    int i = index;
    while (i < entries && !Pte.present((long) WORD.getOpaque(words, base + i))) {
      i++;
    }
    return i;
  }

  /// A plain x86 store; pairs with [#loadAcquire].
  public void storeRelease(int frame, int index, long value) {
    WORD.setRelease(words, frame * entries + index, value);
  }

  /// The hypervisor's checked update: a full barrier.
  public boolean compareAndSet(int frame, int index, long expected, long value) {
    return WORD.compareAndSet(words, frame * entries + index, expected, value);
  }

  /// `xchg`: a full barrier.
  public long exchangeVolatile(int frame, int index, long value) {
    return (long) WORD.getAndSet(words, frame * entries + index, value);
  }

  /// Gives a free frame to its new owner, all words zero. By the allocator, who owns it.
  public void clear(int frame) {
    fill(frame, Pte.NONE);
    STAMP.setRelease(stamps, frame, stamps[frame] + 1);
  }

  /// Takes a frame back: poison in every word, then the odd stamp. By the allocator, who owns it.
  public void poison(int frame) {
    STAMP.setRelease(stamps, frame, stamps[frame] + 1);
    fill(frame, Pte.POISON);
  }

  private void fill(int frame, long value) {
    for (int i = 0; i < entries; i++) {
      storeRelease(frame, i, value);
    }
  }

  /// Marks a frame free at power-on, without poisoning it: nobody has a reference yet.
  public void markFree(int frame) {
    stamps[frame] = 1;
  }

  public boolean isFreeAcquire(int frame) {
    return ((int) STAMP.getAcquire(stamps, frame) & 1) != 0;
  }
}
