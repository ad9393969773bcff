package shootdown.hypervisor;

import shootdown.cpu.Tlb;
import shootdown.cpu.Vcpu;
import shootdown.mm.Geometry;
import shootdown.mm.Memory;
import shootdown.mm.Pte;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// The processor's own page walker, which nobody asked: it may walk the loaded table at any moment,
/// lazily or not, and remember what it found.
///
/// A walk that reads a freed table is a breach on the spot (S10), unless a flush came since it
/// began: on real hardware the flush would have waited for the walk to end.
public interface PageWalker {

  /// Walks to `vpn` from the vCPU's loaded cr3 and caches the translation if there is one. On the
  /// vCPU's own thread, at any moment.
  default void speculate(Domain d, Vcpu v, int vpn) {
    Tlb tlb = v.tlb();
    int generation = tlb.generationAcquire();
    long before = tlb.slotAcquire(vpn);
    long pte = walk(d, v, vpn, generation);
    if (Pte.present(pte)) {
      tlb.fillVolatile(vpn, false, pte, generation, before);
      v.trace(TraceKind.TLB_FILL, vpn, Pte.frame(pte));
    }
  }

  /// Caches the linear map's translation of `frame`.
  default void speculateLinear(Domain d, Vcpu v, int frame) {
    Tlb tlb = v.tlb();
    int generation = tlb.generationAcquire();
    long before = tlb.slotAcquire(frame);
    long pte = d.frames().linearAcquire(frame);
    if (Pte.present(pte)) {
      tlb.fillVolatile(frame, true, pte, generation, before);
      v.trace(TraceKind.TLB_FILL, frame, frame);
    }
  }

  private static long walk(Domain d, Vcpu v, int vpn, int generation) {
    Geometry geometry = d.geometry();
    Memory memory = d.memory();
    int table = v.cr3().loadedAcquire();
    for (int level = geometry.levels(); ; level--) {
      int index = geometry.index(vpn, level);
      long entry = memory.loadAcquire(table, index);
      if (entry == Pte.POISON) {
        if (v.tlb().generationAcquire() == generation) {
          v.breach(Breach.WALK_THROUGH_FREED_TABLE, table, index);
        }
        return Pte.NONE;
      }
      if (level == PageType.L1 || !Pte.present(entry)) {
        return entry;
      }
      table = Pte.frame(entry);
    }
  }
}
