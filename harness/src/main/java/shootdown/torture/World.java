package shootdown.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.Task;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;

/// What the players of one life share: the machine, the run queues, how many tasks there may be.
final class World {
  private static final VarHandle TASKS;
  private static final VarHandle HOTPLUG;
  private static final VarHandle VMALLOC;
  private static final VarHandle CLOSING;
  private static final VarHandle OVER;
  private static final VarHandle STOPPED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      TASKS = lookup.findVarHandle(World.class, "tasks", int.class);
      HOTPLUG = lookup.findVarHandle(World.class, "hotplug", boolean.class);
      VMALLOC = lookup.findVarHandle(World.class, "vmalloc", int.class);
      CLOSING = lookup.findVarHandle(World.class, "closing", boolean.class);
      OVER = lookup.findVarHandle(World.class, "over", boolean.class);
      STOPPED = lookup.findVarHandle(World.class, "stopped", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Machine machine;
  private final Guest guest;
  private final Gate gate = new Gate();
  private final Freezer freezer;
  private final RunQueue[] queues;
  private final Seats seats;
  private final int mostTasks;

  /// `nr_threads`.
  private int tasks;

  /// `cpu_hotplug.lock`, tried and never waited for.
  private boolean hotplug;

  /// How many entries of the kernel's area have been given a table.
  private int vmalloc;

  /// Somebody has done all he was asked for, so nobody should sleep until he is woken.
  private boolean closing;

  /// The life is over, whatever anybody was about to do.
  private boolean over;

  /// The first vCPU says that it has stopped the others.
  private boolean stopped;

  /// On a machine that was booted with `seats` as its scheduler.
  World(Machine machine, Bounds bounds, Seats seats) {
    this.machine = machine;
    this.seats = seats;
    guest = machine.guest();
    mostTasks = bounds.tasks();
    freezer = new Freezer(guest);
    queues = new RunQueue[guest.cpuCount()];
    Arrays.setAll(queues, RunQueue::new);
  }

  /// Boots a machine of the size that a scenario needs.
  static World booted(Settings settings, Kernel kernel) {
    Bounds bounds = Bounds.of(settings);
    var seats = new Seats(settings.vcpus());
    Machine machine =
        bounds
            .machine(settings)
            .kernel(kernel)
            .scheduler(seats)
            .gate(new Turbulence(settings.scenario()))
            .boot();
    return new World(machine, bounds, seats);
  }

  void seat(Player player) {
    seats.seat(player);
  }

  Machine machine() {
    return machine;
  }

  Guest guest() {
    return guest;
  }

  Geometry geometry() {
    return guest.geometry();
  }

  Gate gate() {
    return gate;
  }

  Freezer freezer() {
    return freezer;
  }

  long online() {
    return guest.online().snapshotOpaque();
  }

  // --- tasks ---

  /// `nr_threads < max_threads`, and one more.
  boolean admit() {
    if ((int) TASKS.getAndAdd(this, 1) < mostTasks) {
      return true;
    }
    dismiss();
    return false;
  }

  void dismiss() {
    TASKS.getAndAdd(this, -1);
  }

  /// At rest.
  int tasks() {
    return (int) TASKS.getAcquire(this);
  }

  RunQueue queue(int cpu) {
    return queues[cpu];
  }

  /// The task that waits longest in the player's own queue, else in the next one that has any.
  @Nullable Task take(Player p) {
    int me = p.cpu().id();
    for (int i = 0; i < queues.length; i++) {
      Task task = queues[(me + i) % queues.length].take(p.cpu());
      if (task != null) {
        return task;
      }
    }
    return null;
  }

  /// Makes the caller a user of some waiting task's mm.
  @Nullable Mm userOfMm(Player p, int bits) {
    int from = Integer.remainderUnsigned(bits, queues.length);
    for (int i = 0; i < queues.length; i++) {
      Mm mm = queues[(from + i) % queues.length].userOfMm(p.cpu());
      if (mm != null) {
        return mm;
      }
    }
    return null;
  }

  // --- vCPUs ---

  /// `cpu_up`, unless somebody is at it.
  boolean bringUp(Kernel kernel, Cpu cpu, Cpu target) {
    if (!HOTPLUG.compareAndSet(this, false, true)) {
      return false;
    }
    boolean down = target.isDownAcquire();
    if (down) {
      kernel.cpuUp(cpu, target);
    }
    HOTPLUG.setRelease(this, false);
    return down;
  }

  /// The next entry of the kernel's own table that has none yet, or -1.
  int nextVmallocIndex() {
    int last = geometry().levels() == 2 ? 0 : geometry().entries() - 1;
    return (int) VMALLOC.getOpaque(this) >= last ? -1 : claimVmallocIndex(last);
  }

  private int claimVmallocIndex(int last) {
    int index = (int) VMALLOC.getAndAdd(this, 1) + 1;
    return index > last ? -1 : index;
  }

  int vmallocTables() {
    return Math.min((int) VMALLOC.getOpaque(this), geometry().entries() - 1);
  }

  // --- how it ends ---

  void closeVolatile() {
    CLOSING.setVolatile(this, true);
  }

  boolean isClosingAcquire() {
    return (boolean) CLOSING.getAcquire(this);
  }

  boolean wantsEverybodyAwake() {
    return !gate.runs() || freezer.asksAcquire() || isClosingAcquire();
  }

  /// Ends the life on the spot: every wait of every vCPU comes to nothing.
  void endVolatile() {
    OVER.setVolatile(this, true);
    guest.judge().haltVolatile();
  }

  boolean isOverAcquire() {
    return (boolean) OVER.getAcquire(this);
  }

  void stoppedVolatile() {
    STOPPED.setVolatile(this, true);
  }

  boolean isStoppedAcquire() {
    return (boolean) STOPPED.getAcquire(this);
  }

  boolean isBreached() {
    return machine.witness().breached();
  }
}
