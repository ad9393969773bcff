package shootdown.smp;

import shootdown.guest.Cpu;
import shootdown.mm.Mm;

/// What the coming and going of vCPUs needs of memory management.
public interface MmOps {

  /// Loads the kernel's own page table and issues it.
  void loadSwapper(Cpu cpu);

  /// `mmdrop`: gives back one reference to the structure.
  void mmDrop(Cpu cpu, Mm mm);
}
