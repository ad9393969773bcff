package shootdown.oracle;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import shootdown.trace.LockKind;

/// One consistent state of a machine, as plain data.
///
/// Filled with a [SnapshotBuilder] by the machine, which alone knows how to stop; read by the
/// checkers. Immutable, any thread.
///
/// @param swapper frame of swapper_pg_dir
/// @param initMm number of init_mm
/// @param rootLevel level of the table that cr3 points to: 3 for PAE
/// @param firstKernelEntry index of the first entry of a page directory that maps the kernel
/// @param vcpus the vCPUs by number
/// @param mms the address spaces by number
/// @param frames the frames by number
/// @param sleepers tasks that do not run on any vCPU
/// @param locks the locks that are held
/// @param ports the event channels
/// @param calls the calls of smp_call_function since the last snapshot
/// @param flushes the flushes in flight
/// @param refused the hypercalls refused since the last snapshot
/// @param unpins the page directories unpinned since the last snapshot
/// @param pgdList page directories on pgd_list, as frames
/// @param stalled whether exact quiescence was found: nobody can take another step
/// @param stopCaller the vCPU that called send_stop, or [#NONE]
/// @param settled whether every operation that was begun is through
public record Snapshot(
    int swapper,
    int initMm,
    int rootLevel,
    int firstKernelEntry,
    SortedMap<Integer, VcpuState> vcpus,
    SortedMap<Integer, MmState> mms,
    SortedMap<Integer, FrameState> frames,
    List<TaskState> sleepers,
    List<LockState> locks,
    List<PortState> ports,
    List<CallState> calls,
    List<FlushState> flushes,
    List<RefusedCall> refused,
    List<UnpinState> unpins,
    List<Integer> pgdList,
    boolean stalled,
    int stopCaller,
    boolean settled) {

  /// No mm, no frame, no task, no vCPU: where a number may be missing.
  public static final int NONE = -1;

  /// Copies everything.
  public Snapshot {
    vcpus = Copies.of(vcpus);
    mms = Copies.of(mms);
    frames = Copies.of(frames);
    sleepers = List.copyOf(sleepers);
    locks = List.copyOf(locks);
    ports = List.copyOf(ports);
    calls = List.copyOf(calls);
    flushes = List.copyOf(flushes);
    refused = List.copyOf(refused);
    unpins = List.copyOf(unpins);
    pgdList = List.copyOf(pgdList);
  }

  /// The frame of a number, if it is in the snapshot.
  public Optional<FrameState> frame(int number) {
    return Optional.ofNullable(frames.get(number));
  }

  /// The mm of a number, if it is in the snapshot.
  public Optional<MmState> mm(int id) {
    return Optional.ofNullable(mms.get(id));
  }

  /// The mms other than init_mm whose page directory is a frame; a frame that was freed and used
  /// again may have several, of which at most one is alive.
  public Stream<MmState> userMmsOf(int pgd) {
    return mms.values().stream().filter(mm -> mm.pgd() == pgd && mm.id() != initMm);
  }

  /// The vCPU that holds a lock, if somebody does.
  public Optional<Integer> holder(LockKind kind, int id) {
    return locks.stream()
        .filter(lock -> lock.kind() == kind && lock.id() == id)
        .map(LockState::holder)
        .findFirst();
  }

  /// Whether the tables of an mm may be half way between two states: its page_table_lock is held.
  public boolean isChanging(int mm) {
    return holder(LockKind.PAGE_TABLE_LOCK, mm).isPresent();
  }

  /// The vCPUs, lowest number first.
  public Stream<VcpuState> eachVcpu() {
    return vcpus.values().stream();
  }

  /// The frames, lowest number first.
  public Stream<FrameState> eachFrame() {
    return frames.values().stream();
  }

  /// The type that a root must have.
  public FrameType rootType() {
    return FrameType.ofLevel(rootLevel);
  }
}
