package shootdown.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.mm.Memory;

/// The guest's free frames: one stack for lowmem, one for highmem.
///
/// A freed frame is poisoned and stamped before it can be had again; it comes back zeroed. Each
/// stack is a word of {tag, frame + 1}; the tag makes a pop fail that slept through others.
///
/// | field | read | write | who |
/// |---|---|---|---|
/// | heads | volatile | compareAndSet | any vCPU |
/// | next | plain | plain | who owns the free frame; published by the CAS on the head |
///
/// Stands for: `alloc_page`, `free_page`, mm/page_alloc.c.
public final class PageAllocator {
  private static final VarHandle HEAD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle NEXT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int LOW = 0;
  private static final int HIGH = 1;

  private final Memory memory;
  private final long[] heads = new long[2];
  private final int[] next;

  PageAllocator(Memory memory) {
    this.memory = memory;
    this.next = new int[memory.frames()];
    for (int frame = memory.frames() - 1; frame >= 0; frame--) {
      memory.markFree(frame);
      int zone = zone(frame);
      next[frame] = (int) heads[zone];
      heads[zone] = frame + 1L; // nobody has seen us yet
    }
  }

  private int zone(int frame) {
    return memory.isHighmem(frame) ? HIGH : LOW;
  }

  /// A zeroed lowmem frame.
  ///
  /// @throws IllegalStateException if there is none left: the machine was built too small
  public int alloc() {
    return alloc(LOW);
  }

  /// A zeroed highmem frame.
  ///
  /// @throws IllegalStateException if there is none left
  public int allocHigh() {
    return alloc(HIGH);
  }

  private int alloc(int zone) {
    for (; ; ) {
      long head = (long) HEAD.getVolatile(heads, zone);
      int frame = (int) head - 1;
      if (frame < 0) {
        throw new IllegalStateException(
            "no free frame: zone=" + (zone == LOW ? "low" : "high") + " frames=" + memory.frames());
      }
      long rest = tag(head) | Integer.toUnsignedLong((int) NEXT.getOpaque(next, frame));
      if (HEAD.compareAndSet(heads, zone, head, rest)) {
        memory.clear(frame);
        return frame;
      }
    }
  }

  /// Takes a frame back. Nobody refers to it any more: that is what S10 is about.
  public void free(int frame) {
    memory.poison(frame);
    push(frame);
  }

  private void push(int frame) {
    int zone = zone(frame);
    for (; ; ) {
      long head = (long) HEAD.getVolatile(heads, zone);
      NEXT.setOpaque(next, frame, (int) head);
      if (HEAD.compareAndSet(heads, zone, head, tag(head) | (frame + 1L))) {
        return;
      }
    }
  }

  private static long tag(long head) {
    return (head & 0xffff_ffff_0000_0000L) + (1L << 32);
  }

  /// How many frames are free; at quiescence.
  public int freeFrames() {
    int n = 0;
    for (int zone = LOW; zone <= HIGH; zone++) {
      for (int f = (int) heads[zone] - 1; f >= 0; f = next[f] - 1) {
        n++;
      }
    }
    return n;
  }
}
