package shootdown.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import shootdown.trace.HypercallOp;
import shootdown.trace.LockKind;

/// Builds a [Snapshot], piece by piece; a piece that was given may be given again and changed.
///
/// ```java
/// new SnapshotBuilder(0, 0)
///     .frame(0, frame -> frame.type(FrameType.L3, true).counts(2, 2).pinned(true))
///     .mm(0, mm -> mm.pgd(0))
///     .vcpu(1, vcpu -> vcpu.current(10, 1, 1).cr3(4, 4, 4))
///     .build();
/// ```
///
/// One thread.
public final class SnapshotBuilder {
  private final int swapper;
  private final int initMm;
  private final SortedMap<Integer, VcpuBuilder> vcpus = new TreeMap<>();
  private final SortedMap<Integer, MmBuilder> mms = new TreeMap<>();
  private final SortedMap<Integer, FrameBuilder> frames = new TreeMap<>();
  private final List<TaskState> sleepers = new ArrayList<>();
  private final List<LockState> locks = new ArrayList<>();
  private final SortedMap<Integer, PortState> ports = new TreeMap<>();
  private final List<CallState> calls = new ArrayList<>();
  private final List<FlushState> flushes = new ArrayList<>();
  private final List<RefusedCall> refused = new ArrayList<>();
  private final List<UnpinState> unpins = new ArrayList<>();
  private final List<Integer> pgdList = new ArrayList<>();
  private int rootLevel = 3;
  private int firstKernelEntry = 3;
  private boolean stalled;
  private int stopCaller = Snapshot.NONE;
  private boolean settled;

  /// A machine without vCPUs and frames, with 3-level tables whose fourth entry is the kernel's.
  ///
  /// @param swapper frame of swapper_pg_dir
  /// @param initMm number of init_mm
  public SnapshotBuilder(int swapper, int initMm) {
    this.swapper = swapper;
    this.initMm = initMm;
  }

  /// The shape of the tables: the level of the root, and the index of its first kernel entry.
  public SnapshotBuilder tables(int rootLevel, int firstKernelEntry) {
    this.rootLevel = rootLevel;
    this.firstKernelEntry = firstKernelEntry;
    return this;
  }

  /// A vCPU, new or changed.
  ///
  /// @throws IllegalArgumentException if the number is not 0 to 63
  public SnapshotBuilder vcpu(int id, Consumer<VcpuBuilder> details) {
    if (id < 0 || id >= Long.SIZE) {
      throw new IllegalArgumentException("no such vCPU in a mask: cpu=" + id);
    }
    details.accept(vcpus.computeIfAbsent(id, VcpuBuilder::new));
    return this;
  }

  /// An mm, new or changed.
  public SnapshotBuilder mm(int id, Consumer<MmBuilder> details) {
    details.accept(mms.computeIfAbsent(id, MmBuilder::new));
    return this;
  }

  /// A frame, new or changed.
  public SnapshotBuilder frame(int number, Consumer<FrameBuilder> details) {
    details.accept(frames.computeIfAbsent(number, FrameBuilder::new));
    return this;
  }

  /// A task that does not run.
  public SnapshotBuilder sleeper(int task, int mm, int activeMm) {
    sleepers.add(new TaskState(task, mm, activeMm));
    return this;
  }

  /// A lock that is held.
  public SnapshotBuilder lock(LockKind kind, int id, int holder) {
    locks.add(new LockState(kind, id, holder));
    return this;
  }

  /// An event channel, new or instead of the one of that number.
  public SnapshotBuilder port(
      int port, int vcpu, PortState.Use use, boolean pending, boolean masked) {
    ports.put(port, new PortState(port, vcpu, use, pending, masked));
    return this;
  }

  /// One more call of smp_call_function.
  public SnapshotBuilder call(int owner, String function, Consumer<CallBuilder> details) {
    CallBuilder call = new CallBuilder(owner, function);
    details.accept(call);
    calls.add(call.build());
    return this;
  }

  /// A flush in flight.
  public SnapshotBuilder flush(int pgd, long vpn, long vcpus) {
    flushes.add(new FlushState(pgd, vpn, vcpus));
    return this;
  }

  /// A hypercall that was refused.
  public SnapshotBuilder refused(int vcpu, HypercallOp op, int frame, String error) {
    refused.add(new RefusedCall(vcpu, op, frame, error));
    return this;
  }

  /// A page directory that was unpinned.
  public SnapshotBuilder unpin(int vcpu, int frame, int references, int refusedRemaps) {
    unpins.add(new UnpinState(vcpu, frame, references, refusedRemaps));
    return this;
  }

  /// One more page directory on pgd_list.
  public SnapshotBuilder listed(int pgd) {
    pgdList.add(pgd);
    return this;
  }

  /// Exact quiescence was found while somebody waits.
  public SnapshotBuilder stalled() {
    this.stalled = true;
    return this;
  }

  /// send_stop was called; from then on only its caller is held to liveness.
  public SnapshotBuilder stopCaller(int vcpu) {
    this.stopCaller = vcpu;
    return this;
  }

  /// Every operation that was begun is through.
  public SnapshotBuilder settled() {
    this.settled = true;
    return this;
  }

  /// The snapshot. The builder may be used further.
  public Snapshot build() {
    return new Snapshot(
        swapper,
        initMm,
        rootLevel,
        firstKernelEntry,
        built(vcpus, VcpuBuilder::build),
        built(mms, MmBuilder::build),
        built(frames, FrameBuilder::build),
        sleepers,
        locks,
        List.copyOf(ports.values()),
        calls,
        flushes,
        refused,
        unpins,
        pgdList,
        stalled,
        stopCaller,
        settled);
  }

  private static <B, V> SortedMap<Integer, V> built(
      SortedMap<Integer, B> builders, Function<B, V> build) {
    return builders.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey(),
                entry -> build.apply(entry.getValue()),
                (one, other) -> one,
                TreeMap::new));
  }
}
