package shootdown.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The three answers to "which page table is this vCPU on?", each the frame of a top-level table.
///
/// - *asked*: `xen_cr3`, what the guest wants. Own thread only.
/// - *issued*: `xen_current_cr3`, the last one that was handed to the hypervisor. Own thread writes
///   it, in the callback after the issue; `drop_mm_ref` reads it on other vCPUs.
/// - *loaded*: what the hypervisor has installed. Written in NEW_BASEPTR, on the own thread; read
///   by page walkers and by the referee.
///
/// They differ while a switch sits in the batch: then *asked* is new, the other two are old.
///
/// Stands for: `xen_cr3` and `xen_current_cr3`, arch/x86/xen/mmu.c at 9f79991d; `guest_table`,
/// xen/arch/x86/domain.c.
public final class Cr3 {
  private static final VarHandle ISSUED;
  private static final VarHandle LOADED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      ISSUED = lookup.findVarHandle(Cr3.class, "issued", int.class);
      LOADED = lookup.findVarHandle(Cr3.class, "loaded", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private int asked;
  private int issued;
  private int loaded;

  Cr3(int pgd) {
    asked = pgd;
    issued = pgd;
    loaded = pgd;
  }

  /// Own thread.
  public int asked() {
    return asked;
  }

  /// Own thread.
  public void ask(int pgd) {
    asked = pgd;
  }

  /// Pairs with [#issuedAcquire].
  public void issuedRelease(int pgd) {
    ISSUED.setRelease(this, pgd);
  }

  /// Any thread; pairs with [#issuedRelease].
  public int issuedAcquire() {
    return (int) ISSUED.getAcquire(this);
  }

  /// By the hypervisor on the own thread; a cr3 write serialises. Pairs with [#loadedAcquire].
  public void loadedVolatile(int pgd) {
    LOADED.setVolatile(this, pgd);
  }

  /// Any thread; pairs with [#loadedVolatile].
  public int loadedAcquire() {
    return (int) LOADED.getAcquire(this);
  }
}
