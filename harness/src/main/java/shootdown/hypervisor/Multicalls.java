package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.trace.HypercallOp;

/// Executing a multicall: in order, each entry with its own result, never stopping at one that
/// fails.
///
/// Nothing about a multicall is atomic: other vCPUs see every state between two entries.
///
/// Stands for: `do_multicall`, xen/common/multicall.c; `do_mmuext_op`, xen/arch/x86/mm.c.
public interface Multicalls extends Pinning, NewBaseptr, MmuUpdates {

  /// Executes the whole list.
  ///
  /// @return how many entries failed
  default int multicall(Domain d, Vcpu v, Multicall list) {
    int failed = 0;
    for (int i = 0; i < list.size(); i++) {
      int rc = execute(d, v, list, i);
      list.result(i, rc);
      if (rc < 0) {
        failed++;
      }
    }
    return failed;
  }

  /// Executes the one operation of a list as a hypercall of its own.
  ///
  /// @return 1 if it failed, else 0
  default int single(Domain d, Vcpu v, Multicall list) {
    int rc = execute(d, v, list, 0);
    list.result(0, rc);
    return rc < 0 ? 1 : 0;
  }

  /// What a list mostly consists of, so that a compiler has it in one piece with the loop; the rest
  /// is [#mmuextOp].
  private int execute(Domain d, Vcpu v, Multicall list, int i) {
    return switch (list.op(i)) {
      case UPDATE_VA_MAPPING -> updateVaMapping(d, v, list.va(i), list.pte(i), list.uvmFlags(i));
      case MMU_UPDATE ->
          mmuUpdate(d, v, (int) (list.arg(i, 0) >>> 32), (int) list.arg(i, 0), list.arg(i, 1));
      case STACK_SWITCH -> Errno.OK;
      default -> mmuextOp(d, v, list.op(i), list.arg(i, 0), list.arg(i, 1));
    };
  }

  /// `do_mmuext_op`.
  private int mmuextOp(Domain d, Vcpu v, HypercallOp op, long a, long b) {
    return switch (op) {
      case PIN_L1 -> pin(d, v, (int) a, PageType.L1);
      case PIN_L2 -> pin(d, v, (int) a, PageType.L2);
      case PIN_L3 -> pin(d, v, (int) a, PageType.L3);
      case PIN_L4 -> pin(d, v, (int) a, PageType.L4);
      case UNPIN_TABLE -> unpin(d, v, (int) a);
      case NEW_BASEPTR -> newBaseptr(d, v, (int) a);
      case TLB_FLUSH_LOCAL -> {
        flushVcpu(d, v, v);
        yield Errno.OK;
      }
      case INVLPG_LOCAL -> {
        flushPage(v, (int) a);
        yield Errno.OK;
      }
      case TLB_FLUSH_MULTI -> {
        flushMask(d, v, a);
        yield Errno.OK;
      }
      case INVLPG_MULTI -> {
        invalidateMask(d, a, (int) b);
        yield Errno.OK;
      }
      case SET_LDT -> Errno.OK;
      case UPDATE_VA_MAPPING, MMU_UPDATE, STACK_SWITCH -> Errno.ENOSYS; // hypercalls themselves
    };
  }
}
