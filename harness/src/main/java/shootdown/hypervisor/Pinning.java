package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// PIN and UNPIN: a reference that the guest holds by a bit.
///
/// **The judgement.** UNPIN answers 0 even if the table is still in a cr3, as Xen does: the other
/// references keep it validated, and the guest finds out at the remap, if ever. So S4 is judged
/// here, in the CAS that clears the pinned bit: whatever type count is left on a root is a vCPU
/// that still has it loaded.
///
/// Stands for: `do_mmuext_op`, MMUEXT_PIN_L*_TABLE and MMUEXT_UNPIN_TABLE, xen/arch/x86/mm.c.
public interface Pinning extends Validation {

  /// MMUEXT_PIN_L*_TABLE.
  ///
  /// @return 0; -EINVAL if the frame cannot be a table of this level, or is pinned already. A level
  ///   the paging mode does not have is ignored.
  default int pin(Domain d, Vcpu v, int frame, int level) {
    if (level > d.geometry().levels()) {
      return Errno.OK;
    }
    int rc = getPageAndType(d, v, frame, level);
    if (rc != Errno.OK) {
      return rc;
    }
    FrameTable frames = d.frames();
    for (; ; ) {
      long x = frames.infoVolatile(frame);
      if (PageInfo.pinned(x)) {
        putPageAndType(d, v, frame);
        return Errno.EINVAL;
      }
      if (frames.compareAndSet(frame, x, x | PageInfo.PINNED)) {
        v.trace(TraceKind.PIN, frame);
        return Errno.OK;
      }
    }
  }

  /// MMUEXT_UNPIN_TABLE.
  ///
  /// @return 0, whoever else still refers to the table; -EINVAL if it is not pinned
  default int unpin(Domain d, Vcpu v, int frame) {
    FrameTable frames = d.frames();
    if (!frames.exists(frame)) {
      return Errno.EINVAL;
    }
    for (; ; ) {
      long x = frames.infoVolatile(frame);
      if (!PageInfo.pinned(x)) {
        return Errno.EINVAL;
      }
      if (frames.compareAndSet(frame, x, x & ~PageInfo.PINNED)) {
        judgeUnreferenced(d, v, frame, x);
        putPageAndType(d, v, frame);
        return Errno.OK;
      }
    }
  }

  private static void judgeUnreferenced(Domain d, Vcpu v, int frame, long x) {
    int residual = PageInfo.typeCount(x) - 1;
    v.trace(TraceKind.UNPIN, frame, residual);
    if (residual > 0 && PageInfo.type(x) == d.geometry().levels()) {
      v.breach(Breach.PINNED_BIT_CLEARED_WHILE_REFERENCED, frame, residual);
    }
  }
}
