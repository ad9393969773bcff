package shootdown.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import shootdown.cpu.Vcpu;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.HypercallGate;
import shootdown.hypervisor.Hypervisor;
import shootdown.mm.Geometry;
import shootdown.mm.Memory;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.sync.CpuMask;
import shootdown.sync.SpinLock;
import shootdown.sync.StallJudge;
import shootdown.trace.LockKind;
import shootdown.trace.TraceClock;
import shootdown.trace.TraceRing;
import shootdown.trace.Witness;

/// The guest's memory outside the per-cpu area: `init_mm`, the online map, the call that is
/// published, the list of page directories, the allocator.
///
/// Pure state, made and wired here; what happens to it are the steps of a kernel.
public final class Guest {
  private static final VarHandle CALL_DATA;

  static {
    try {
      CALL_DATA =
          MethodHandles.lookup().findVarHandle(Guest.class, "publishedCall", CallData.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Size size;
  private final Hypervisor hypervisor;
  private final Callbacks callbacks;
  private final HypercallGate gate;
  private final Scheduler scheduler;
  private final StallJudge judge;

  private final Domain domain;
  private final PageAllocator allocator;
  private final PageFlags pageFlags;
  private final SpinLock @Nullable [] pteLocks;
  private final Mm initMm;
  private final Cpu[] cpus;

  private final CpuMask online = new CpuMask();
  private final SpinLock callLock = new SpinLock(LockKind.CALL_LOCK, -1);
  private @Nullable CallData publishedCall;
  private final SpinLock pgdLock = new SpinLock(LockKind.PGD_LOCK, -1);
  private @Nullable Mm pgdList;
  private final KmapCache kmaps;
  private int nextMm = 1;

  /// Makes a guest with every vCPU down but the first, and swapper loaded on all of them.
  ///
  /// @param callbacks the kernel that will run on it
  public Guest(
      Size size,
      Hypervisor hypervisor,
      Callbacks callbacks,
      HypercallGate gate,
      Scheduler scheduler,
      Witness witness) {
    this.size = size;
    this.hypervisor = hypervisor;
    this.callbacks = callbacks;
    this.gate = gate;
    this.scheduler = scheduler;
    this.judge = new StallJudge(witness);
    var memory =
        new Memory(size.frames(), size.geometry().entries(), size.frames() - size.highFrames());
    this.allocator = new PageAllocator(memory);
    this.pageFlags = new PageFlags(size.frames());
    this.pteLocks = size.splitPteLocks() ? pteLocks(size.frames()) : null;

    int[] kernelTables = kernelTables(memory, allocator, size.geometry());
    this.initMm = new Mm(0, kernelTables[0]);
    int pkmap = kernelTables[kernelTables.length - 1];
    this.kmaps = new KmapCache(pkmap, size.geometry().kernelVpn(0), size.geometry().entries());

    this.cpus = new Cpu[size.vcpus()];
    var clock = new TraceClock();
    for (int i = 0; i < cpus.length; i++) {
      var idle = new Task(-1 - i, null);
      idle.setActiveMm(initMm);
      int _ = initMm.grabVolatile(); // the idle task borrows it
      cpus[i] = new Cpu(this, i, judge, ring(size, i, clock), size, idle);
      idle.setCpu(cpus[i]);
    }
    this.domain = new Domain(size.geometry(), memory, cpus);
    hypervisor.build(domain, kernelTables, initMm.pgd());
    for (int table : kernelTables) {
      boolean _ = pageFlags.testAndSetPinnedVolatile(table);
    }
    for (Cpu cpu : cpus) {
      cpu.connect(domain.channels().mailbox(cpu.id()));
    }
    judge.watch(cpus);
  }

  private static @Nullable TraceRing ring(Size size, int cpu, TraceClock clock) {
    return size.traceEvents() == 0 ? null : new TraceRing(cpu, size.traceEvents(), clock);
  }

  private static SpinLock[] pteLocks(int frames) {
    var locks = new SpinLock[frames];
    for (int frame = 0; frame < frames; frame++) {
      locks[frame] = new SpinLock(LockKind.PTE_LOCK, frame);
    }
    return locks;
  }

  /// Swapper's tables, top first: one per level, each linking the next by its first kernel entry,
  /// down to the L1 of the kmap cache.
  private static int[] kernelTables(Memory memory, PageAllocator allocator, Geometry geometry) {
    int[] tables = new int[geometry.levels()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = allocator.alloc();
      if (i > 0) {
        int index = i == 1 ? geometry.kernelTop() : 0;
        memory.storeRelease(tables[i - 1], index, Pte.table(tables[i]));
      }
    }
    return tables;
  }

  public Size size() {
    return size;
  }

  public Hypervisor hypervisor() {
    return hypervisor;
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  public HypercallGate gate() {
    return gate;
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  public StallJudge judge() {
    return judge;
  }

  public Domain domain() {
    return domain;
  }

  public Memory memory() {
    return domain.memory();
  }

  public Geometry geometry() {
    return size.geometry();
  }

  public PageAllocator allocator() {
    return allocator;
  }

  public PageFlags pageFlags() {
    return pageFlags;
  }

  /// The lock of a page-table page.
  ///
  /// @throws IllegalStateException if this machine does not split them
  public SpinLock pteLock(int frame) {
    SpinLock[] locks = pteLocks;
    if (locks == null) {
      throw new IllegalStateException("no split pte locks on this machine");
    }
    return locks[frame];
  }

  public boolean splitsPteLocks() {
    return pteLocks != null;
  }

  /// The kernel's own mm; its pgd is swapper.
  public Mm initMm() {
    return initMm;
  }

  public int swapper() {
    return initMm.pgd();
  }

  public int cpuCount() {
    return cpus.length;
  }

  public Cpu cpu(int id) {
    return cpus[id];
  }

  /// The guest's side of a vCPU of its own domain.
  public Cpu cpu(Vcpu vcpu) {
    return cpus[vcpu.id()];
  }

  /// `cpu_online_map`.
  public CpuMask online() {
    return online;
  }

  /// The vCPUs that the hypervisor has not got down, online or not; one look at each.
  public long notDownAcquire() {
    long mask = 0;
    for (Cpu cpu : cpus) {
      mask |= cpu.isDownAcquire() ? 0 : CpuMask.of(cpu.id());
    }
    return mask;
  }

  /// `call_lock`: one call at a time; also keeps vCPUs from going down.
  public SpinLock callLock() {
    return callLock;
  }

  /// `call_data = &data`, and the barrier after it; pairs with [#callDataAcquire].
  public void publishCallDataVolatile(CallData data) {
    CALL_DATA.setVolatile(this, data);
  }

  /// Never reset to null, as in the original; null before the first call. Pairs with
  /// [#publishCallDataVolatile].
  public @Nullable CallData callDataAcquire() {
    return (CallData) CALL_DATA.getAcquire(this);
  }

  public SpinLock pgdLock() {
    return pgdLock;
  }

  /// The first mm on `pgd_list`; under `pgd_lock`.
  public @Nullable Mm pgdList() {
    return pgdList;
  }

  /// Under `pgd_lock`.
  public void setPgdList(@Nullable Mm first) {
    pgdList = first;
  }

  /// A number for the next mm; under `pgd_lock`.
  public int nextMmId() {
    return nextMm++;
  }

  public KmapCache kmaps() {
    return kmaps;
  }
}
