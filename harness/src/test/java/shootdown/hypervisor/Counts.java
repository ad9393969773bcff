package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import shootdown.cpu.Tlb;
import shootdown.cpu.Vcpu;
import shootdown.mm.Memory;
import shootdown.mm.Pte;

/// S1, S2 and S3, computed from scratch at quiescence: what refers to each frame, told from the
/// tables themselves and not from the counts.
public final class Counts {
  private final Domain domain;
  private final int[] types;
  private final int[] all;
  private final boolean[] writable;

  private Counts(Domain domain) {
    this.domain = domain;
    int n = domain.frames().frames();
    types = new int[n];
    all = new int[n];
    writable = new boolean[n];
  }

  public static void assertConsistent(Domain domain) {
    var counts = new Counts(domain);
    counts.collect();
    counts.compare();
  }

  private void collect() {
    FrameTable frames = domain.frames();
    Memory memory = domain.memory();
    for (int frame = 0; frame < types.length; frame++) {
      all[frame]++; // the allocation
      if (frames.inLinearMap(frame)) {
        entry(frames.linearAcquire(frame), PageType.L1);
      }
      long x = frames.infoVolatile(frame);
      if (PageInfo.pinned(x)) {
        typed(frame);
      }
      if (PageInfo.typeCount(x) > 0 && PageType.isTable(PageInfo.type(x))) {
        for (int i = 0; i < memory.entries(); i++) {
          entry(memory.loadAcquire(frame, i), PageInfo.type(x));
        }
      }
    }
    for (Vcpu vcpu : domain.vcpus()) {
      typed(vcpu.cr3().loadedAcquire());
    }
  }

  private void entry(long pte, int level) {
    if (!Pte.present(pte)) {
      return;
    }
    if (level != PageType.L1) {
      typed(Pte.frame(pte));
    } else if (Pte.writable(pte)) {
      typed(Pte.frame(pte));
      writable[Pte.frame(pte)] = true;
    } else {
      all[Pte.frame(pte)]++;
    }
  }

  private void typed(int frame) {
    types[frame]++;
    all[frame]++;
  }

  private void compare() {
    for (int frame = 0; frame < types.length; frame++) {
      long x = domain.frames().infoVolatile(frame);
      String what = "frame " + frame + " " + PageInfo.toString(x);
      assertEquals(types[frame], PageInfo.typeCount(x), "S2 type count of " + what);
      assertEquals(all[frame], PageInfo.count(x), "S2 general count of " + what);
      if (types[frame] > 0) {
        assertTrue(PageInfo.validated(x), "nobody validates at quiescence: " + what);
        boolean table = PageType.isTable(PageInfo.type(x));
        assertEquals(!table, writable[frame], "S3 writable mapping of " + what);
        assertTrue(!table || !writableByTlb(frame), "S3 writable translation of " + what);
      }
    }
    for (Vcpu vcpu : domain.vcpus()) {
      int root = vcpu.cr3().loadedAcquire();
      assertEquals(
          domain.geometry().levels(),
          PageInfo.type(domain.frames().infoVolatile(root)),
          "S1 type of the root in cr3 of vcpu" + vcpu.id());
    }
  }

  private boolean writableByTlb(int frame) {
    for (Vcpu vcpu : domain.vcpus()) {
      Tlb tlb = vcpu.tlb();
      if (tlb.writesAcquire(frame)) {
        return true;
      }
    }
    return false;
  }
}
