package shootdown.oracle;

/// Builds an [MmState]; starts alive, with one user, never pinned.
///
/// One thread. Every method changes the builder and returns it; their arguments are the components
/// of the record.
public final class MmBuilder {
  private final int id;
  private int pgd = Snapshot.NONE;
  private boolean alive = true;
  private int users = 1;
  private int count = 1;
  private long mask;
  private int pins;
  private int unpins;

  MmBuilder(int id) {
    this.id = id;
  }

  /// Frame of the page directory.
  public MmBuilder pgd(int pgd) {
    this.pgd = pgd;
    return this;
  }

  /// Whether the structure still exists.
  public MmBuilder alive(boolean alive) {
    this.alive = alive;
    return this;
  }

  /// mm_users and mm_count.
  public MmBuilder counts(int users, int count) {
    this.users = users;
    this.count = count;
    return this;
  }

  /// cpu_vm_mask.
  public MmBuilder mask(long mask) {
    this.mask = mask;
    return this;
  }

  /// How often it was pinned and unpinned.
  public MmBuilder pinned(int pins, int unpins) {
    this.pins = pins;
    this.unpins = unpins;
    return this;
  }

  MmState build() {
    return new MmState(id, pgd, alive, users, count, mask, pins, unpins);
  }
}
