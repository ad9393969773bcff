package shootdown.hypervisor;

/// What a frame is used as; exclusive: while its type count is above zero it is nothing else.
///
/// Stands for: `PGT_*_page_table`, `PGT_writable_page`, xen/include/asm-x86/mm.h.
public final class PageType {
  public static final int NONE = 0;
  public static final int L1 = 1;
  public static final int L2 = 2;
  public static final int L3 = 3;
  public static final int L4 = 4;
  public static final int WRITABLE = 5;

  private static final String[] NAMES = {"NONE", "L1", "L2", "L3", "L4", "WRITABLE"};

  private PageType() {}

  public static boolean isTable(int type) {
    return type >= L1 && type <= L4;
  }

  public static String name(int type) {
    return NAMES[type];
  }
}
