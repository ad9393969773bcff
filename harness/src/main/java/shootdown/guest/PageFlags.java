package shootdown.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// `PG_pinned` of every page: the guest's own note that a page belongs to a pinned table.
///
/// Set and cleared when the hypercall is *queued*, before the hypervisor has acted; guarded by the
/// `page_table_lock` of the mm the page belongs to, and atomic all the same, as page flags are.
///
/// Stands for: `PageFoo` flags, include/linux/page-flags.h; PG_pinned, arch/i386/xen/mmu.c.
public final class PageFlags {
  private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final byte PINNED = 1;

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
}
