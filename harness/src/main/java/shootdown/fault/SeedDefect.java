package shootdown.fault;

/// What is wrong with the kernel of July 2007: the commit that mended each, the first kernel of the
/// lineage that has it, and the story that convicts the seed of it.
///
/// What Linux never mended, since it tolerates it, is mended in `fixed` alone. A `send_stop` that
/// returns early (D07r) is not here: the seed has that too, and nobody sees it, since whoever was
/// stopped stays online.
public enum SeedDefect {
  /// The handler, too, did not look at what is loaded.
  STALE_CR3(
      "exit asks the mask, which does not know what is loaded while a switch is queued",
      "9f79991d",
      2007,
      "v2.6.24",
      "A02",
      "Exit_02_QueuedSwitch",
      "S4"),
  UNPIN_UNPINNED(
      "exit unpins what was never pinned",
      "df912ea4",
      2007,
      "v2.6.24",
      "B01a",
      "Exit_09_FailedExec",
      "S13"),
  UNPIN_UNLOCKED(
      "exit unpins without page_table_lock",
      "df912ea4",
      2007,
      "v2.6.24",
      "B01b",
      "Unpin_01_VmallocSync",
      "S5"),
  PINNED_FLAG_LEAKS(
      "PG_pinned outlives the page's life as a table",
      "c946c7de",
      2008,
      "v2.6.27",
      "B07",
      "Table_03_RecycledPage",
      "S5"),
  OFFLINE_AWAITED(
      "a call awaits vCPUs that it does not send to",
      "3b16cf87",
      2008,
      "v2.6.27",
      "D06",
      "Cpu_02_OfflineBesideCall",
      "L1"),
  HANDLER_IN_LAZY_MODE(
      "a handler inherits the lazy mode of what it interrupts",
      "b8bcfe99",
      2009,
      "v3.0",
      "",
      "Ipi_03_LazyMmuSection",
      "S6"),
  SYNC_UNLOCKED(
      "vmalloc_sync_all writes tables that are being pinned",
      "617d34d9",
      2010,
      "v3.0",
      "B03",
      "Pin_04_VmallocSync",
      "S5"),
  HANDLER_TRUSTS_ACTIVE_MM(
      "the handler calls leave_mm in a vCPU that is not lazy",
      "7899891c",
      2011,
      "v3.0",
      "A04",
      "Exit_04_UseMm",
      "S9"),
  STOPPED_ONLINE(
      "a vCPU that stops stays online", "fc78d343", 2013, "v3.12", "D07", "Stop_01_ThenCall", "L1"),
  EXEC_PREEMPTED(
      "exec can be preempted between active_mm and the switch",
      "d53c3dfb",
      2020,
      "v5.10",
      "A09",
      "Exit_17_PreemptedExec",
      "S9"),
  MASK_CLEARED_EARLY(
      "a vCPU leaves the mask before it leaves the page table",
      "831d52bc",
      2011,
      "fixed",
      "A05",
      "Flush_02_SwitchOut",
      "S10");

  private final String what;
  private final String commit;
  private final int year;
  private final String mendedBy;
  private final String fault;
  private final String story;
  private final String invariant;

  SeedDefect(
      String what,
      String commit,
      int year,
      String mendedBy,
      String fault,
      String story,
      String invariant) {
    this.what = what;
    this.commit = commit;
    this.year = year;
    this.mendedBy = mendedBy;
    this.fault = fault;
    this.story = story;
    this.invariant = invariant;
  }

  /// What is wrong, as a clause.
  public String what() {
    return what;
  }

  /// The Linux commit that mended it, or came closest.
  public String commit() {
    return commit;
  }

  /// The year of the commit.
  public int year() {
    return year;
  }

  /// The first kernel of the lineage without it.
  public String mendedBy() {
    return mendedBy;
  }

  /// The same taken alone, in the museum; empty if it is not there.
  public String fault() {
    return fault;
  }

  /// The story that convicts the seed of it, by simple name.
  public String story() {
    return story;
  }

  /// What the story sees broken.
  public String invariant() {
    return invariant;
  }
}
