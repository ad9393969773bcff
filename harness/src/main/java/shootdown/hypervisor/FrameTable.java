package shootdown.hypervisor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import shootdown.mm.Memory;
import shootdown.mm.Pte;
import shootdown.sync.Awaited;

/// The hypervisor's word for each frame, and the kernel's linear map.
///
/// The linear map is one shared set of L1 entries, one per lowmem frame. Each of its writable
/// entries holds a writable type reference on its frame: that is why a frame must be made read-only
/// there before it can become a table. The entries stand in an array of their own, not in frames:
/// the tables of the linear map are pinned from the start and nobody frees them, so the protocol
/// cannot tell the difference.
///
/// As an [Awaited] under the frame's number it is the end of that frame's validation.
///
/// Stands for: `frame_table`, xen/arch/x86/mm.c.
public final class FrameTable implements Awaited {
  private static final VarHandle INFO = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle LINEAR = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] infos;
  private final long[] linear;

  FrameTable(Memory memory) {
    infos = new long[memory.frames()];
    linear = new long[memory.highStart()];
    Arrays.fill(infos, 0, memory.highStart(), PageInfo.mappedWritable());
    Arrays.fill(infos, memory.highStart(), memory.frames(), PageInfo.allocated());
    for (int frame = 0; frame < linear.length; frame++) {
      linear[frame] = Pte.of(frame, true);
    }
  }

  public boolean exists(int frame) {
    return frame >= 0 && frame < infos.length;
  }

  public int frames() {
    return infos.length;
  }

  /// The frame's word; see [PageInfo]. Any thread.
  public long infoVolatile(int frame) {
    return (long) INFO.getVolatile(infos, frame);
  }

  boolean compareAndSet(int frame, long expected, long info) {
    return INFO.compareAndSet(infos, frame, expected, info);
  }

  /// Whether the kernel's linear map reaches `frame`.
  public boolean inLinearMap(int frame) {
    return frame >= 0 && frame < linear.length;
  }

  /// The linear map's entry for `frame`; pairs with [#compareAndSetLinear].
  public long linearAcquire(int frame) {
    return (long) LINEAR.getAcquire(linear, frame);
  }

  boolean compareAndSetLinear(int frame, long expected, long pte) {
    return LINEAR.compareAndSet(linear, frame, expected, pte);
  }

  @Override
  public boolean isOver(long frame) {
    long info = infoVolatile((int) frame);
    return PageInfo.validated(info) || PageInfo.typeCount(info) == 0;
  }

  /// The validating vCPU, which the word does not name: anyone.
  @Override
  public long awaitedCpus(long frame) {
    return -1L;
  }

  @Override
  public String describe(long frame) {
    return "validation of frame " + frame;
  }
}
