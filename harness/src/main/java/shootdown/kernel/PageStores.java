package shootdown.kernel;

import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.KmapCache;
import shootdown.hypervisor.Hypervisor;
import shootdown.mm.Memory;
import shootdown.mm.Pte;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// The kernel's own loads and stores of page-table pages.
///
/// A lowmem page is reached through the linear map, a highmem page through a kmap. A store to a
/// writable mapping is a store; to a read-only one it faults, and the hypervisor either applies it
/// (a validated L1) or hands the fault to the guest, which has no answer (S11).
///
/// Stands for: `native_set_pte`; `kmap_high`, `kunmap_high`, mm/highmem.c.
public interface PageStores extends FlushTlb {

  /// Reads an entry, as the kernel does under the lock that guards it.
  default long loadEntry(Cpu cpu, int table, int index) {
    return cpu.guest().memory().loadAcquire(table, index);
  }

  /// A plain store of an entry.
  ///
  /// @throws Bug if it faults
  default void storeEntry(Cpu cpu, int table, int index, long pte) {
    if (cpu.guest().memory().isHighmem(table)) {
      storeHighmem(cpu, table, index, pte);
    } else {
      storeLowmem(cpu, table, index, pte);
    }
    cpu.interruptPoint();
  }

  private void storeLowmem(Cpu cpu, int table, int index, long pte) {
    Guest guest = cpu.guest();
    Hypervisor hypervisor = guest.hypervisor();
    if (hypervisor.isMappedWritable(guest.domain(), table)) {
      guest.memory().storeRelease(table, index, pte);
      cpu.trace(TraceKind.PTE_WRITE, table, index);
      if (!hypervisor.isMappedWritable(guest.domain(), table)) {
        cpu.breach(Breach.STORE_RACED_REMAP, table, index);
      }
    } else {
      storeFaulting(cpu, table, index, pte);
    }
  }

  private static void storeFaulting(Cpu cpu, int table, int index, long pte) {
    Guest guest = cpu.guest();
    guest.gate().enter();
    if (!guest.hypervisor().emulateWrite(guest.domain(), cpu, table, index, pte)) {
      throw Bug.on(cpu, Breach.WRITE_FAULT, table, index);
    }
  }

  private void storeHighmem(Cpu cpu, int table, int index, long pte) {
    boolean writable = !cpu.guest().pageFlags().pinnedOpaque(table);
    int slot = kmap(cpu, table, writable);
    if (writable) {
      cpu.guest().memory().storeRelease(table, index, pte);
      cpu.trace(TraceKind.PTE_WRITE, table, index);
    } else {
      storeFaulting(cpu, table, index, pte);
    }
    kunmap(cpu, slot);
  }

  /// Maps a highmem page, or finds it mapped. A table of a pinned tree is mapped read-only, under
  /// the lock that guards it.
  ///
  /// @return the slot, for [#kunmap]
  default int kmap(Cpu cpu, int frame, boolean writable) {
    KmapCache kmaps = cpu.guest().kmaps();
    kmaps.lock().lock(cpu);
    int slot = kmaps.find(frame);
    while (slot == KmapCache.NONE) {
      slot = freeSlot(cpu, kmaps);
      if (slot == KmapCache.NONE) {
        waitForSlot(cpu, kmaps);
        slot = kmaps.find(frame);
      } else {
        kmaps.setOpaque(slot, frame, 1);
      }
    }
    setKmapEntry(cpu, slot, Pte.of(frame, writable));
    kmaps.setOpaque(slot, frame, kmaps.count(slot) + 1);
    kmaps.lock().unlock(cpu);
    return slot;
  }

  private void setKmapEntry(Cpu cpu, int slot, long pte) {
    KmapCache kmaps = cpu.guest().kmaps();
    Memory memory = cpu.guest().memory();
    if (memory.loadAcquire(kmaps.table(), slot) != pte) {
      storeLowmem(cpu, kmaps.table(), slot, pte);
    }
  }

  /// `map_new_virtual`, first half: a slot that maps nothing, after a flush of the unused ones if
  /// need be; none if every slot is in use.
  private int freeSlot(Cpu cpu, KmapCache kmaps) {
    int slot = kmaps.find(KmapCache.NONE);
    if (slot == KmapCache.NONE) {
      flushUnusedLocked(cpu, kmaps);
      slot = kmaps.find(KmapCache.NONE);
    }
    return slot;
  }

  /// `map_new_virtual`, second half: waits without the lock until a slot is used by nobody.
  private static void waitForSlot(Cpu cpu, KmapCache kmaps) {
    kmaps.lock().unlock(cpu);
    cpu.await(kmaps, 0);
    kmaps.lock().lock(cpu);
  }

  /// Gives a mapping back. It stays cached, writable as it was.
  ///
  /// @throws Bug if it was dropped meanwhile
  default void kunmap(Cpu cpu, int slot) {
    KmapCache kmaps = cpu.guest().kmaps();
    kmaps.lock().lock(cpu);
    int left = kmaps.count(slot) - 1;
    if (left < 1) {
      throw Bug.on(cpu, Breach.KMAP_DROPPED_IN_USE, slot, left);
    }
    kmaps.setOpaque(slot, kmaps.frame(slot), left);
    kmaps.lock().unlock(cpu);
  }

  /// `kmap_flush_unused`: drops the mappings nobody uses and flushes them everywhere, by call: so
  /// interrupts must be on, and no batch open.
  default void kmapFlushUnused(Cpu cpu) {
    KmapCache kmaps = cpu.guest().kmaps();
    cpu.trace(TraceKind.KMAP_FLUSH, 0);
    kmaps.lock().lock(cpu);
    flushUnusedLocked(cpu, kmaps);
    kmaps.lock().unlock(cpu);
  }

  private void flushUnusedLocked(Cpu cpu, KmapCache kmaps) {
    for (int slot = 0; slot < kmaps.slots(); slot++) {
      if (kmaps.count(slot) == 1) {
        kmaps.setOpaque(slot, KmapCache.NONE, 0);
        storeLowmem(cpu, kmaps.table(), slot, Pte.NONE);
      }
    }
    flushTlbAll(cpu);
  }
}
