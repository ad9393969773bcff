package shootdown.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import shootdown.mm.Memory;
import shootdown.mm.Pte;

final class PageAllocatorTest {
  private final Memory memory = new Memory(6, 2, 4);
  private final PageAllocator allocator = new PageAllocator(memory);

  @Test
  void givesEachFrameOnceFromItsZone() {
    var given = new BitSet();
    for (int i = 0; i < 4; i++) {
      int frame = allocator.alloc();
      assertFalse(given.get(frame));
      assertFalse(memory.isHighmem(frame));
      given.set(frame);
    }
    assertTrue(memory.isHighmem(allocator.allocHigh()));
    assertEquals(1, allocator.freeFrames());
    var low = assertThrows(IllegalStateException.class, allocator::alloc);
    assertEquals("no free frame: zone=low frames=6", low.getMessage());
    int _ = allocator.allocHigh();
    var high = assertThrows(IllegalStateException.class, allocator::allocHigh);
    assertEquals("no free frame: zone=high frames=6", high.getMessage());
  }

  @Test
  void aFreedFrameIsPoisonedAndComesBackZeroed() {
    int frame = allocator.alloc();
    assertFalse(memory.isFreeAcquire(frame));
    memory.storeRelease(frame, 1, 42);
    allocator.free(frame);
    assertTrue(memory.isFreeAcquire(frame));
    assertEquals(Pte.POISON, memory.loadAcquire(frame, 1));
    assertFalse(Pte.present(Pte.POISON));
    assertEquals(frame, allocator.alloc());
    assertEquals(Pte.NONE, memory.loadAcquire(frame, 1));
  }

  /// Two that take and give at once never hold the same frame.
  @Test
  void twoNeverHoldTheSameFrame() throws InterruptedException {
    var failures = new int[2];
    var threads = new Thread[2];
    for (int i = 0; i < 2; i++) {
      int me = i;
      threads[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < 20_000; n++) {
                      int frame = allocator.alloc();
                      memory.storeRelease(frame, 0, me);
                      memory.storeRelease(frame, 1, n);
                      if (memory.loadAcquire(frame, 0) != me || memory.loadAcquire(frame, 1) != n) {
                        failures[me]++;
                      }
                      allocator.free(frame);
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, failures[0] + failures[1]);
    assertEquals(6, allocator.freeFrames());
  }
}
