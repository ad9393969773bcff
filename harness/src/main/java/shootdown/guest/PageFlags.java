package shootdown.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// `PG_pinned` of every page: the guest's own note that a page belongs to a pinned table; and
/// `PG_savepinned` of a page directory that is pinned for a suspend alone.
///
/// Set and cleared when the hypercall is *queued*, before the hypervisor has acted; guarded by the
/// `page_table_lock` of the mm the page belongs to, and atomic all the same, as page flags are.
///
/// Stands for: `PageFoo` flags, include/linux/page-flags.h; PG_pinned, PG_savepinned,
/// arch/x86/xen/mmu.c.
public final class PageFlags {
  private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final byte PINNED = 1;
  private static final byte SAVE_PINNED = 2;

  private final byte[] flags;

  PageFlags(int frames) {
    flags = new byte[frames];
  }

  /// `PagePinned`.
  public boolean pinnedOpaque(int frame) {
    return ((byte) FLAGS.getOpaque(flags, frame) & PINNED) != 0;
  }

  /// `TestSetPagePinned`.
  public boolean testAndSetPinnedVolatile(int frame) {
    return ((byte) FLAGS.getAndBitwiseOr(flags, frame, PINNED) & PINNED) != 0;
  }

  /// `TestClearPagePinned`.
  public boolean testAndClearPinnedVolatile(int frame) {
    return ((byte) FLAGS.getAndBitwiseAnd(flags, frame, (byte) ~PINNED) & PINNED) != 0;
  }

  /// `SetPageSavePinned`.
  public void setSavePinnedVolatile(int frame) {
    FLAGS.getAndBitwiseOr(flags, frame, SAVE_PINNED);
  }

  /// `PageSavePinned`, and `ClearPageSavePinned`.
  public boolean testAndClearSavePinnedVolatile(int frame) {
    return ((byte) FLAGS.getAndBitwiseAnd(flags, frame, (byte) ~SAVE_PINNED) & SAVE_PINNED) != 0;
  }
}
