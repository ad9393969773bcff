package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import shootdown.cpu.Errno;
import shootdown.cpu.TestVcpu;
import shootdown.mm.Geometry;
import shootdown.mm.Memory;
import shootdown.mm.Pte;

/// A domain without a guest: the tests play the guest.
///
/// The frames from 0 are swapper's tables, top first; those from `low` on are highmem, outside the
/// linear map.
final class Rig {
  static final int HIGH = 4;

  final Hypervisor xen = new Hypervisor();
  final Geometry geometry;
  final Domain domain;
  final Memory memory;
  final TestVcpu[] vcpus;
  final TestVcpu v0;
  final TestVcpu v1;
  final int swapper = 0;
  final int firstFree;
  final int low;

  Rig(int levels) {
    geometry = new Geometry(levels, 4);
    low = 20;
    memory = new Memory(low + HIGH, 4, low);
    vcpus = TestVcpu.machine(2, swapper, 8);
    v0 = vcpus[0];
    v1 = vcpus[1];
    domain = new Domain(geometry, memory, vcpus);
    var tables = new int[levels];
    for (int i = 0; i < levels; i++) {
      tables[i] = i;
      if (i > 0) {
        memory.storeRelease(i - 1, i == 1 ? geometry.kernelTop() : 0, Pte.table(i));
      }
    }
    firstFree = levels;
    xen.build(domain, tables, swapper);
  }

  static Rig pae() {
    return new Rig(3);
  }

  long info(int frame) {
    return domain.frames().infoVolatile(frame);
  }

  int typeCount(int frame) {
    return PageInfo.typeCount(info(frame));
  }

  int readOnly(int frame) {
    return xen.updateVaMapping(domain, v0, Va.linear(frame), Pte.of(frame, false), 0);
  }

  int writable(int frame) {
    return xen.updateVaMapping(domain, v0, Va.linear(frame), Pte.of(frame, true), 0);
  }

  /// A tree of one page per level, read-only and not pinned: `frames[0]` is the root, the last one
  /// the L1. The L1's first entry maps `data`, writable, if it is not negative.
  int[] tree(int data) {
    int[] frames = new int[geometry.levels()];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = firstFree + i;
    }
    for (int i = 1; i < frames.length; i++) {
      memory.storeRelease(frames[i - 1], 0, Pte.table(frames[i]));
    }
    if (data >= 0) {
      memory.storeRelease(frames[frames.length - 1], 0, Pte.of(data, true));
    }
    for (int frame : frames) {
      assertEquals(Errno.OK, readOnly(frame));
    }
    return frames;
  }

  void assertConsistent() {
    Counts.assertConsistent(domain);
  }

  String breach() {
    return v0.witness().describe();
  }
}
