package shootdown.mm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import shootdown.sync.CpuMask;
import shootdown.sync.SpinLock;
import shootdown.trace.LockKind;

/// An address space: `struct mm_struct`.
///
/// `users` counts the tasks that run in it, `count` the references to the structure: one for all
/// users together and one per lazy borrower. The mask holds the vCPUs that want its TLB flushes.
/// `page_table_lock` guards the tables, and the pinned state of each of their pages.
///
/// `onList` and `next` belong to `pgd_list` and are guarded by `pgd_lock`.
public final class Mm {
  private static final VarHandle USERS;
  private static final VarHandle COUNT;

  static {
    try {
      var lookup = MethodHandles.lookup();
      USERS = lookup.findVarHandle(Mm.class, "users", int.class);
      COUNT = lookup.findVarHandle(Mm.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int id;
  private final int pgd;
  private final CpuMask cpuVmMask = new CpuMask();
  private final SpinLock pageTableLock;
  private int users;
  private int count;
  private @Nullable Mm next;
  private boolean onList;

  /// An mm with one user, who stands for one reference.
  ///
  /// @param pgd the frame of its top-level table
  public Mm(int id, int pgd) {
    this.id = id;
    this.pgd = pgd;
    this.pageTableLock = new SpinLock(LockKind.PAGE_TABLE_LOCK, id);
    this.users = 1;
    this.count = 1;
  }

  public int id() {
    return id;
  }

  public int pgd() {
    return pgd;
  }

  public CpuMask cpuVmMask() {
    return cpuVmMask;
  }

  public SpinLock pageTableLock() {
    return pageTableLock;
  }

  /// `atomic_inc(&mm->mm_users)`; by someone who is a user, or knows one.
  public int addUserVolatile() {
    return (int) USERS.getAndAdd(this, 1) + 1;
  }

  /// `atomic_dec`: the users left.
  public int dropUserVolatile() {
    return (int) USERS.getAndAdd(this, -1) - 1;
  }

  /// `atomic_inc(&mm->mm_count)`.
  public int grabVolatile() {
    return (int) COUNT.getAndAdd(this, 1) + 1;
  }

  /// `atomic_dec`: the references left.
  public int dropVolatile() {
    return (int) COUNT.getAndAdd(this, -1) - 1;
  }

  public int usersOpaque() {
    return (int) USERS.getOpaque(this);
  }

  public int countOpaque() {
    return (int) COUNT.getOpaque(this);
  }

  /// The next mm on `pgd_list`; under `pgd_lock`.
  public @Nullable Mm next() {
    return next;
  }

  /// Under `pgd_lock`.
  public void setNext(@Nullable Mm mm) {
    next = mm;
  }

  /// Whether the pgd is on `pgd_list`; under `pgd_lock`.
  public boolean onList() {
    return onList;
  }

  /// Under `pgd_lock`.
  public void setOnList(boolean listed) {
    onList = listed;
  }

  @Override
  public String toString() {
    return "mm" + id;
  }
}
