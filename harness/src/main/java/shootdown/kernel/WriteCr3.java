package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.AfterIssue;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.mm.Mm;
import shootdown.smp.MmOps;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// Asking for another page table.
///
/// What is asked, what is issued and what is loaded are three things while a switch sits in the
/// batch. The batch is opened before the first of them is written, so that no interrupt sees them
/// half changed; the issued one changes in the callback, when the hypervisor has acted.
///
/// Stands for: `xen_write_cr3`, `set_current_cr3`, arch/x86/xen/mmu.c at 9f79991d, without the
/// equal-value shortcut.
public interface WriteCr3 extends Batches, MmOps {

  /// [#afterNewBaseptr] as a callback.
  AfterIssue cr3Issued();

  /// `xen_write_cr3`.
  ///
  /// @param leaving the mm whose mask the vCPU leaves once the load is issued, never before
  default void writeCr3(Cpu cpu, int pgd, @Nullable Mm leaving) {
    mcBatch(cpu);
    cpu.cr3().ask(pgd);
    cpu.trace(TraceKind.CR3_ASKED, pgd);
    queueMmuext(cpu, HypercallOp.NEW_BASEPTR, pgd, 0);
    queueCallback(cpu, cr3Issued(), pgd, leaving);
    mcIssue(cpu, LazyMode.CPU);
  }

  /// After the issue: `xen_current_cr3`, and the bit of the mm that was left.
  default void afterNewBaseptr(Cpu cpu, int pgd, @Nullable Mm leaving) {
    cpu.cr3().issuedRelease(pgd);
    cpu.trace(TraceKind.CR3_ISSUED, pgd);
    if (leaving != null) {
      clearMaskBit(cpu, leaving);
    }
  }

  /// `load_cr3(swapper_pg_dir)`, issued even in the middle of a switch.
  @Override
  default void loadSwapper(Cpu cpu) {
    writeCr3(cpu, cpu.guest().swapper(), null);
    issueLazyCpu(cpu);
  }

  /// `cpu_set(cpu, mm->cpu_vm_mask)`.
  default void setMaskBit(Cpu cpu, Mm mm) {
    mm.cpuVmMask().setVolatile(cpu.id());
    cpu.trace(TraceKind.MASK_SET, mm.id());
  }

  /// `cpu_clear(cpu, mm->cpu_vm_mask)`.
  default void clearMaskBit(Cpu cpu, Mm mm) {
    mm.cpuVmMask().clearVolatile(cpu.id());
    cpu.trace(TraceKind.MASK_CLEAR, mm.id());
  }

  /// `cpu_test_and_set(cpu, mm->cpu_vm_mask)`: whether the bit was set already.
  default boolean testAndSetMaskBit(Cpu cpu, Mm mm) {
    boolean was = mm.cpuVmMask().testAndSetVolatile(cpu.id());
    if (!was) {
      cpu.trace(TraceKind.MASK_SET, mm.id());
    }
    return was;
  }
}
