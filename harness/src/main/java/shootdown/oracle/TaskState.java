package shootdown.oracle;

/// A task and the address spaces it names.
///
/// Stands for the two fields of struct task_struct.
///
/// @param id its number
/// @param mm its own mm, or [Snapshot#NONE] for a kernel thread
/// @param activeMm the mm whose page table it runs on, or [Snapshot#NONE] while it does not run
public record TaskState(int id, int mm, int activeMm) {

  /// Whether it has no mm of its own and holds a reference to somebody's.
  public boolean borrows() {
    return mm == Snapshot.NONE && activeMm != Snapshot.NONE;
  }
}
