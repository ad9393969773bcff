package shootdown.guest;

/// The frames that an unmapping task has taken out of a page table and may not free before the
/// flush. Whoever has something in it stays on its vCPU until it is empty.
///
/// Stands for: `struct mmu_gather`, include/asm-generic/tlb.h.
public final class MmuGather {
  private final int[] frames;
  private int size;

  MmuGather(int capacity) {
    frames = new int[capacity];
  }

  public int capacity() {
    return frames.length;
  }

  public boolean isFull() {
    return size == frames.length;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public void add(int frame) {
    frames[size++] = frame;
  }

  public int removeLast() {
    return frames[--size];
  }
}
