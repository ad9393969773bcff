package shootdown.torture;

import static shootdown.torture.Window.L1;
import static shootdown.torture.Window.L4;
import static shootdown.torture.Window.S11;
import static shootdown.torture.Window.S12;
import static shootdown.torture.Window.S13;
import static shootdown.torture.Window.S14;
import static shootdown.torture.Window.S18;
import static shootdown.torture.Window.S19;
import static shootdown.torture.Window.S20;
import static shootdown.torture.Window.S21;
import static shootdown.torture.Window.S4;
import static shootdown.torture.Window.S8;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a vCPU may be asked to do next: steps of the kernel, in the order in which a life of tasks,
/// page tables and vCPUs asks for them.
public enum Operation {
  FORK("dup_mmap: a child with a copy of every page, pinned"),
  CLONE("a further thread in the running task's mm"),
  EXEC("a fresh mm, filled, pinned by activate_mm; the old one is put"),
  FAILED_EXEC("a fresh mm that is put before it was ever pinned"),
  EXIT("exit_mm; the last user takes the address space down"),

  SWITCH("to the task that waits longest"),
  KTHREAD("to a kernel thread, which borrows what is loaded"),
  MIGRATE("the running task goes to another vCPU's queue"),
  RESCHEDULE("another vCPU is told to look for somebody else to run"),
  IDLE("nothing to do: SCHEDOP_block until an interrupt"),
  STUTTER("the thread that plays the vCPU gives its processor away"),

  USE_MM("a kernel thread adopts a waiting task's mm for a while"),
  READER("somebody looks into another's mm and may be the last to put it"),

  MAP("a page fault at one page"),
  UNMAP("munmap of up to twelve pages, in a lazy-MMU section"),
  PROTECT("mprotect of one page"),
  GROW("pages so far apart that tables must be added"),
  RELEASE("a pte page is emptied and given back, the mm lives on"),
  SPECULATE("the processor walks to a few pages of its own accord"),

  KMAP("a highmem page is mapped, used and given back"),
  KMAP_FLUSH("kmap_flush_unused"),
  VMALLOC("a table for the kernel's area, and every page directory told"),
  SUSPEND("all stand still; mm_pin_all, mm_unpin_all"),

  CALL("smp_call_function, waiting until it ran"),
  CALL_NOWAIT("smp_call_function, waiting until it was begun"),
  FLUSH_ALL("flush_tlb_all"),
  CPU_DOWN("the vCPU goes down"),
  CPU_UP("a vCPU that is down is brought up");

  private static final Operation[] ALL = values();

  private final String what;

  Operation(String what) {
    this.what = what;
  }

  /// What it does, in a line.
  public String what() {
    return what;
  }

  /// Its name in scenarios and reports: `failed-exec`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Where a kernel comes for certain if it is played often.
  ///
  /// @param others whether there is another vCPU to play it with
  /// @param lends whether an mm outlives its last use on a vCPU that only borrowed it
  List<Window> leadsTo(boolean others, boolean lends) {
    return switch (this) {
      case FORK -> List.of(S12);
      case EXEC -> List.of(S8, S12);
      case EXIT -> others && lends ? List.of(S4, S13) : List.of(S13);
      case SWITCH, KTHREAD -> List.of(S18);
      case IDLE -> others ? List.of(L4) : List.of();
      case GROW -> List.of(S11);
      case VMALLOC -> List.of(S21);
      case CALL, CALL_NOWAIT, FLUSH_ALL -> others ? List.of(L1, S14) : List.of();
      case CPU_DOWN -> others ? List.of(S20) : List.of();
      case CPU_UP -> others ? List.of(S19) : List.of();
      default -> List.of();
    };
  }

  /// Whether a vCPU alone never finds anything to do here.
  boolean takesTwo() {
    return switch (this) {
      case RESCHEDULE, CPU_DOWN, CPU_UP -> true;
      default -> false;
    };
  }

  public static Optional<Operation> named(String word) {
    return Stream.of(ALL).filter(o -> o.word().equals(word)).findFirst();
  }

  static Operation of(int ordinal) {
    return ALL[ordinal];
  }

  /// Plays it.
  ///
  /// @param bits all that is left to chance
  /// @return whether there was anything to do
  boolean play(Player p, int bits) {
    return switch (this) {
      case FORK -> Processes.fork(p, bits);
      case CLONE -> Processes.clone(p, bits);
      case EXEC -> Processes.exec(p, bits);
      case FAILED_EXEC -> Processes.failedExec(p, bits);
      case EXIT -> Processes.exit(p, bits);
      case SWITCH -> Scheduling.switchTask(p, bits);
      case KTHREAD -> Scheduling.kernelThread(p, bits);
      case MIGRATE -> Scheduling.migrate(p, bits);
      case RESCHEDULE -> Scheduling.reschedule(p, bits);
      case IDLE -> Scheduling.idle(p, bits);
      case STUTTER -> Scheduling.stutter(p, bits);
      case USE_MM -> Borrowing.useMm(p, bits);
      case READER -> Borrowing.reader(p, bits);
      case MAP -> Pages.map(p, bits);
      case UNMAP -> Pages.unmap(p, bits);
      case PROTECT -> Pages.protect(p, bits);
      case GROW -> Pages.grow(p, bits);
      case RELEASE -> Pages.release(p, bits);
      case SPECULATE -> Pages.speculate(p, bits);
      case KMAP -> Highmem.kmap(p, bits);
      case KMAP_FLUSH -> Highmem.flush(p, bits);
      case VMALLOC -> Sharing.vmalloc(p, bits);
      case SUSPEND -> Sharing.suspend(p, bits);
      case CALL -> Calls.waiting(p, bits);
      case CALL_NOWAIT -> Calls.begun(p, bits);
      case FLUSH_ALL -> Calls.flushAll(p, bits);
      case CPU_DOWN -> Cpus.down(p, bits);
      case CPU_UP -> Cpus.up(p, bits);
    };
  }
}
