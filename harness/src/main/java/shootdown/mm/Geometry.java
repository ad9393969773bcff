package shootdown.mm;

/// The shape of an address space: how many levels, how many entries a table has.
///
/// The last entry of the top level is the kernel's; the others are user space. Where there are
/// three levels or more, the table below the kernel's top entry belongs to each mm alone, as the
/// kernel pmd does under PAE, and its entries point to tables that all share. With two levels the
/// kernel's top entry points to a shared L1 itself.
///
/// A virtual page number counts pages from address zero; [#taskSize] is the first that is not user
/// space.
///
/// @param levels 2 (i386), 3 (PAE, the seed's) or 4 (x86-64, but with a private kernel pud)
/// @param entries of a table, a power of two; 4 in stories, 512 on real hardware
public record Geometry(int levels, int entries) {

  /// The seed's PAE with tables of four entries: what stories use.
  public static final Geometry STORY = new Geometry(3, 4);

  public Geometry {
    if (levels < 2 || levels > 4) {
      throw new IllegalArgumentException("levels must be 2, 3 or 4: levels=" + levels);
    }
    if (entries < 2 || entries > 512 || Integer.bitCount(entries) != 1) {
      throw new IllegalArgumentException(
          "entries must be a power of two from 2 to 512: entries=" + entries);
    }
  }

  /// The pages that one entry of a table of `level` covers.
  public int span(int level) {
    int pages = 1;
    for (int l = 1; l < level; l++) {
      pages *= entries;
    }
    return pages;
  }

  /// `TASK_SIZE` in pages.
  public int taskSize() {
    return kernelTop() * span(levels);
  }

  /// The index of the kernel's entry in the top level.
  public int kernelTop() {
    return entries - 1;
  }

  /// Which entry of a table of `level` covers `vpn`.
  public int index(int vpn, int level) {
    int v = vpn;
    for (int l = 1; l < level; l++) {
      v /= entries;
    }
    return v & (entries - 1);
  }

  /// The first virtual page below entry `index` of the kernel's own table (levels - 1).
  public int kernelVpn(int index) {
    return taskSize() + index * span(levels - 1);
  }

  public boolean isUser(int vpn) {
    return vpn < taskSize();
  }
}
