package shootdown.trace;

/// The hypercall operations of the protocol, in the words of Xen's public headers.
///
/// They are named here, at the bottom, because a trace, a snapshot and the referee must use the
/// same word for the same thing; traces carry the [index][#index()]. What each does and answers is
/// told in xen/arch/x86/mm.c (`do_mmuext_op`, `do_mmu_update`, `do_update_va_mapping`).
public enum HypercallOp {
  /// Load another root into the caller's cr3.
  NEW_BASEPTR,
  /// Pin a table of level 1.
  PIN_L1,
  /// Pin a table of level 2.
  PIN_L2,
  /// Pin a table of level 3, the root of a PAE tree.
  PIN_L3,
  /// Pin a table of level 4.
  PIN_L4,
  /// Clear the pinned bit and drop the reference it stands for.
  UNPIN_TABLE,
  /// Flush the caller's whole TLB.
  TLB_FLUSH_LOCAL,
  /// Flush one page from the caller's TLB.
  INVLPG_LOCAL,
  /// Flush the whole TLB of every vCPU in a mask.
  TLB_FLUSH_MULTI,
  /// Flush one page from the TLB of every vCPU in a mask.
  INVLPG_MULTI,
  /// Change the entry that maps a virtual address in the caller's current table.
  UPDATE_VA_MAPPING,
  /// Write page-table entries by machine address.
  MMU_UPDATE,
  /// Load another local descriptor table.
  SET_LDT,
  /// Switch the kernel stack.
  STACK_SWITCH;

  static final Numbering<HypercallOp> NUMBERS = new Numbering<>(HypercallOp.class);

  /// The number a trace carries for this operation.
  public int index() {
    return NUMBERS.of(this);
  }
}
