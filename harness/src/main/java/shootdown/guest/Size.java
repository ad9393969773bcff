package shootdown.guest;

import shootdown.mm.Geometry;
import shootdown.sync.CpuMask;

/// How big a machine is.
///
/// @param vcpus 1 to 64
/// @param geometry the shape of its address spaces
/// @param frames lowmem and highmem together
/// @param highFrames how many of them are highmem
/// @param mcEntries entries of a multicall buffer
/// @param mcWords argument words of a multicall buffer
/// @param tlbSlots translations a vCPU may cache; none models a TLB that is never filled
/// @param splitPteLocks whether each page-table page has a lock of its own
/// @param traceEvents events kept per vCPU, a power of two; 0 while hunting
public record Size(
    int vcpus,
    Geometry geometry,
    int frames,
    int highFrames,
    int mcEntries,
    int mcWords,
    int tlbSlots,
    boolean splitPteLocks,
    int traceEvents) {

  /// Linux's buffer.
  public static final int LINUX_ENTRIES = 32;

  public static final int LINUX_WORDS = 64;

  public Size {
    if (vcpus < 1 || vcpus > CpuMask.LIMIT) {
      throw new IllegalArgumentException("a machine has 1 to 64 vCPUs: vcpus=" + vcpus);
    }
    if (highFrames < 0 || highFrames >= frames) {
      throw new IllegalArgumentException(
          "some frames must be lowmem: frames=" + frames + " highFrames=" + highFrames);
    }
    if (frames - highFrames < geometry.levels()) {
      throw new IllegalArgumentException(
          "the kernel's tables need a lowmem frame each: levels="
              + geometry.levels()
              + " lowFrames="
              + (frames - highFrames));
    }
    if (tlbSlots < 0) {
      throw new IllegalArgumentException("tlbSlots must not be negative: tlbSlots=" + tlbSlots);
    }
  }
}
