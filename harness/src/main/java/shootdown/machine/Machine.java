package shootdown.machine;

import java.util.ArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.guest.Guest;
import shootdown.guest.Scheduler;
import shootdown.guest.Size;
import shootdown.guest.Task;
import shootdown.hypervisor.HypercallGate;
import shootdown.hypervisor.Hypervisor;
import shootdown.kernel.Kernel;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;
import shootdown.trace.Breach;
import shootdown.trace.Trace;
import shootdown.trace.TraceRing;
import shootdown.trace.Witness;

/// A booted machine: a guest, the kernel that runs on it, every vCPU online and idle on swapper,
/// unless the builder was told to leave some down.
///
/// Making one starts no thread. Until the players come on stage ([#stage]), the constructing thread
/// plays any vCPU it likes, one at a time, with the kernel's own steps.
public final class Machine {
  private final Kernel kernel;
  private final Witness witness = new Witness();
  private final Guest guest;
  private int nextTask = 1;

  /// Those of the first 32 pages where an mm was given one to begin with.
  private int pages;

  private Machine(Builder b) {
    kernel = b.kernel;
    if (b.vcpus > kernel.maxVcpus()) {
      throw new IllegalArgumentException(
          "kernel "
              + kernel
              + " runs on at most "
              + kernel.maxVcpus()
              + " vCPUs: vcpus="
              + b.vcpus);
    }
    Hypervisor hypervisor = b.front.apply(kernel.hypervisor());
    guest = new Guest(b.size(), hypervisor, kernel, b.gate, b.scheduler, witness);
    boot(b.maxcpus);
  }

  private void boot(int maxcpus) {
    Cpu boot = guest.cpu(0);
    kernel.prepareCpus(boot);
    for (int i = 1; i < Math.min(maxcpus, guest.cpuCount()); i++) {
      kernel.cpuUp(boot, guest.cpu(i));
      kernel.cpuBringup(guest.cpu(i));
    }
    kernel.cpusDone(boot);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Kernel kernel() {
    return kernel;
  }

  public Guest guest() {
    return guest;
  }

  public Witness witness() {
    return witness;
  }

  public Cpu cpu(int id) {
    return guest.cpu(id);
  }

  /// An mm with a page at each of the given places, pinned, with one user who has yet to come.
  public Mm mm(int... vpns) {
    Mm mm = unpinnedMm(vpns);
    long others = hideAllBut(0);
    kernel.archDupMmap(guest.cpu(0), mm);
    show(others);
    return mm;
  }

  /// The same before it is pinned, as exec makes it.
  public Mm unpinnedMm(int... vpns) {
    Cpu cpu = guest.cpu(0);
    long others = hideAllBut(0);
    Mm mm = kernel.mmAlloc(cpu);
    for (int vpn : vpns) {
      pages |= vpn < Integer.SIZE ? 1 << vpn : 0;
      int _ = kernel.mapPage(cpu.current(), mm, vpn);
    }
    show(others);
    return mm;
  }

  /// Where any of its mms was given a page to begin with, as far as that is among the first 32.
  int[] pages() {
    return IntStream.range(0, Integer.SIZE).filter(vpn -> (pages >>> vpn & 1) != 0).toArray();
  }

  /// With tables in highmem making an mm calls the others, and nobody plays them yet: as if the mm
  /// had been made before they came online.
  private long hideAllBut(int cpu) {
    long others = guest.online().snapshotOpaque() & ~CpuMask.of(cpu);
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (i != cpu) {
        guest.online().clearVolatile(i);
      }
    }
    return others;
  }

  private void show(long others) {
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (CpuMask.contains(others, i)) {
        guest.online().setVolatile(i);
      }
    }
  }

  /// A further task in an mm that has users already: one more user.
  public Task thread(Mm mm) {
    int _ = mm.addUserVolatile();
    return task(mm);
  }

  /// A kernel thread that runs on `cpu` and borrows `mm` there: a task of `mm` ran before it.
  public Task borrower(Cpu cpu, Mm mm) {
    run(cpu, task(mm));
    Task borrower = task(null);
    run(cpu, borrower);
    return borrower;
  }

  /// A task that runs nowhere yet.
  ///
  /// @param mm null for a kernel thread
  public Task task(@Nullable Mm mm) {
    return new Task(nextTask++, mm);
  }

  /// Switches a vCPU to a task.
  public void run(Cpu cpu, Task task) {
    kernel.contextSwitch(cpu, task);
  }

  /// Has the task that runs on `cpu` exit, whoever a kernel would call for it: nobody plays the
  /// others yet.
  public void exit(Cpu cpu) {
    long others = hideAllBut(cpu.id());
    kernel.exitMm(cpu.current());
    show(others);
  }

  /// Takes a vCPU down whose task has no mm.
  public void takeDown(Cpu cpu) {
    try {
      kernel.cpuDown(cpu);
    } catch (CpuDown expected) {
      cpu.leaveStage();
    }
  }

  /// After one vCPU has stopped the others, when all stand still: it is the only one up.
  public void judgeAlone() {
    long up = guest.notDownAcquire();
    if (Long.bitCount(up) != 1) {
      witness.breach(Breach.NOT_STOPPED, -1, up, 0);
    }
  }

  /// What happened, if the machine keeps events; after quiescence.
  public Trace trace() {
    var rings = new ArrayList<TraceRing>();
    for (int i = 0; i < guest.cpuCount(); i++) {
      guest.cpu(i).ring().ifPresent(rings::add);
    }
    return Trace.of(rings);
  }

  /// Announces who will be played; nobody plays the others, and nobody waits for them in vain
  /// without being told.
  public void stage(Cpu... players) {
    for (int i = 0; i < guest.cpuCount(); i++) {
      guest.cpu(i).leaveStage();
    }
    for (Cpu player : players) {
      player.comeOnStage();
    }
  }

  /// How big a machine is, and what runs on it.
  public static final class Builder {
    private Kernel kernel = Kernels.byName("fixed");
    private Geometry geometry = Geometry.STORY;
    private HypercallGate gate = HypercallGate.CALL;
    private UnaryOperator<Hypervisor> front = UnaryOperator.identity();
    private Scheduler scheduler = Scheduler.NONE;
    private int vcpus = 2;
    private int maxcpus = Integer.MAX_VALUE;
    private int frames = 24;
    private int highFrames;
    private int mcEntries = 8;
    private int mcWords = 16;
    private int tlbSlots = 4;
    private boolean splitPteLocks;
    private int traceEvents;

    private Builder() {}

    public Builder kernel(Kernel k) {
      kernel = k;
      return this;
    }

    public Builder geometry(Geometry g) {
      geometry = g;
      return this;
    }

    /// What an entry into the hypervisor costs.
    public Builder gate(HypercallGate g) {
      gate = g;
      return this;
    }

    /// What the guest calls instead of the kernel's hypervisor, and what hands on to it: a lock
    /// around it, a thread of its own.
    public Builder front(UnaryOperator<Hypervisor> f) {
      front = f;
      return this;
    }

    /// Who runs when a task is preempted.
    public Builder scheduler(Scheduler s) {
      scheduler = s;
      return this;
    }

    public Builder vcpus(int n) {
      vcpus = n;
      return this;
    }

    /// `maxcpus=`: brings up the first `n` alone. The others are down and have never been up.
    public Builder maxcpus(int n) {
      maxcpus = n;
      return this;
    }

    /// Lowmem and highmem together.
    public Builder frames(int n) {
      frames = n;
      return this;
    }

    /// How many of the frames are highmem; pte pages come from there if there is any.
    public Builder highFrames(int n) {
      highFrames = n;
      return this;
    }

    /// Entries and argument words of a multicall buffer.
    public Builder batch(int entries, int words) {
      mcEntries = entries;
      mcWords = words;
      return this;
    }

    public Builder tlbSlots(int n) {
      tlbSlots = n;
      return this;
    }

    public Builder splitPteLocks() {
      splitPteLocks = true;
      return this;
    }

    /// Keeps the last `n` events of each vCPU; a power of two.
    public Builder trace(int n) {
      traceEvents = n;
      return this;
    }

    private Size size() {
      return new Size(
          vcpus,
          geometry,
          frames,
          highFrames,
          mcEntries,
          mcWords,
          tlbSlots,
          splitPteLocks,
          traceEvents);
    }

    /// Makes and boots the machine.
    ///
    /// @throws IllegalArgumentException if the sizes do not fit the kernel or each other
    public Machine boot() {
      return new Machine(this);
    }
  }
}
