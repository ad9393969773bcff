package shootdown.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.guest.Task;
import shootdown.hypervisor.Hypervisor;
import shootdown.kernel.Kernel;
import shootdown.mm.Mm;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;

/// One vCPU's life: one operation after another, each played by the task that it needs.
///
/// A task that is preempted in the middle of an operation stays where it is, on this thread's
/// stack, while the vCPU runs others for an operation or two: one level deep.
final class Player implements Awaited {
  private static final VarHandle OPERATIONS;
  private static final VarHandle THROUGH;
  private static final VarHandle PLAYED = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle SPENT = MethodHandles.arrayElementVarHandle(long[].class);

  static {
    try {
      var lookup = MethodHandles.lookup();
      OPERATIONS = lookup.findVarHandle(Player.class, "operations", long.class);
      THROUGH = lookup.findVarHandle(Player.class, "through", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int THREADS = 2;

  // what it waits for when it has nothing to play
  private static final long UP_OR_WANTED = 0;
  private static final long UP = 1;
  private static final long STOPPED = 2;
  private static final long UP_OR_OVER = 3;

  private final World world;
  private final Kernel kernel;
  private final Cpu cpu;
  private final Steps steps;
  private final History history = new History();

  /// By how deep we are: kernel threads to run, two so that one can follow the other.
  private final Task[][] threads = new Task[2][THREADS];

  private final long[] played = new long[Operation.values().length];

  /// Nanoseconds in each, without those of others that it was preempted for.
  private final long[] spent = new long[Operation.values().length];

  /// Nanoseconds in operations that came into the one under way.
  private long inside;

  private long operations;
  private int nested;
  private boolean away;

  /// Whether the vCPU went down and has not taken a step since.
  private boolean down;

  private boolean through;
  private int weather;
  private int nextTask;

  Player(World world, Cpu cpu, Steps steps) {
    this.world = world;
    this.kernel = world.machine().kernel();
    this.cpu = cpu;
    this.steps = steps;
    this.weather = cpu.id() * 0x9E3779B9 + 1;
    this.down = cpu.isDownAcquire();
    threads[0][0] = cpu.current();
    threads[0][1] = newTask(null);
    threads[1][0] = newTask(null);
    threads[1][1] = newTask(null);
  }

  World world() {
    return world;
  }

  Kernel kernel() {
    return kernel;
  }

  Cpu cpu() {
    return cpu;
  }

  History history() {
    return history;
  }

  boolean isNested() {
    return nested > 0;
  }

  // --- the life ---

  /// From the first operation to the last act. The thread that calls it is the vCPU.
  ///
  /// @param quota how many operations it plays
  void play(long quota) {
    Turbulence.play(this);
    try {
      do {
        live(quota);
        gather();
      } while (!world.gate().isAtTheEnd());
      if (world.gate().phaseAcquire() == Gate.Phase.STOP) {
        stop();
      } else {
        end();
      }
    } finally {
      Turbulence.played();
    }
  }

  /// All the steps there are, on no stage of ours; not those after it went down.
  ///
  /// @throws CpuDown if it did
  void playAll() {
    while (!down && !steps.areOver()) {
      boolean _ = turn();
    }
    if (down) {
      throw new CpuDown(); // interrupts are off, as they must be
    }
  }

  private void live(long quota) {
    away = false;
    while (operations < quota && world.gate().runs() && !world.isOverAcquire() && goesOn()) {
      if (world.isBreached()) {
        world.endVolatile();
      }
    }
    away = true;
    if (world.gate().runs() && !world.isOverAcquire()) {
      world.closeVolatile();
      wakeOthers();
      THROUGH.setRelease(this, true);
      rest(Gate.Phase.RUN);
    }
  }

  /// One operation, or the time until the vCPU is up again. Who is down is not asked to stand
  /// still: brought up meanwhile, it could not answer those who call it then.
  ///
  /// @return whether more is to come; not if it is down and nobody needs to bring it up
  boolean goesOn() {
    if (down) {
      cpu.listen(this, UP_OR_WANTED);
    }
    comeUpAndStandStill();
    return turn();
  }

  /// Comes to the gate, and is looked at.
  private void gather() {
    if (cpu.id() == 0) {
      wakeOthers();
    }
    meet();
    settle();
    meet();
  }

  private void meet() {
    rest(world.gate().arriveVolatile());
  }

  /// Until the phase is over; who is down may be brought up meanwhile by another who was at it.
  private void rest(Gate.Phase phase) {
    while (world.gate().phaseAcquire() == phase) {
      cpu.listen(this, UP_OR_OVER + phase.ordinal());
      comeUpAndStandStill();
    }
  }

  /// Who asked all to stand still may have looked before we were online.
  private void comeUpAndStandStill() {
    comeUp();
    if (!down) {
      world.freezer().standStill(cpu);
    }
  }

  /// The first steps of a vCPU that was brought up.
  void comeUp() {
    if (down && !cpu.isDownAcquire()) {
      down = false;
      kernel.cpuBringup(cpu);
    }
  }

  /// Takes what was sent.
  private void settle() {
    if (!down) {
      cpu.interruptPoint();
    }
  }

  private void end() {
    endTasks();
    meet();
    leaveMm();
    meet();
    settle();
    meet();
    stop();
  }

  /// One operation, if the vCPU is up.
  ///
  /// @return whether it is
  boolean turn() {
    if (down) {
      comeUpAndStandStill();
    }
    if (!down) {
      step(steps.next());
      OPERATIONS.setOpaque(this, operations + 1);
    }
    return !down || !world.isClosingAcquire();
  }

  private void step(long step) {
    Operation operation = Steps.operation(step);
    history.add(step);
    long insideBefore = inside;
    inside = 0;
    long begun = System.nanoTime();
    boolean done;
    try {
      done = operation.play(this, Steps.bits(step));
      cpu.judgeThrough();
    } catch (CpuDown gone) {
      down = true;
      done = true;
    }
    long took = System.nanoTime() - begun;
    if (done) {
      int i = operation.ordinal();
      PLAYED.setOpaque(played, i, played[i] + 1);
      SPENT.setOpaque(spent, i, spent[i] + took - inside);
    }
    inside = insideBefore + took;
  }

  /// Whoever sleeps is to look at the gate.
  private void wakeOthers() {
    if (down) {
      return;
    }
    long others = world.online() & ~CpuMask.of(cpu.id());
    for (int i = 0; others != 0; i++, others >>>= 1) {
      if (CpuMask.contains(others, 0)) {
        kernel.sendReschedule(cpu, i);
      }
    }
  }

  /// Where a task is preempted: the vCPU stands still, or others run and then the task goes on.
  void preempted() {
    world.freezer().standStill(cpu);
    if (nested > 0 || away || steps.areOver() || !world.gate().runs()) {
      return;
    }
    nested++;
    Task interrupted = cpu.current();
    Task next = world.take(this);
    kernel.contextSwitch(cpu, next == null ? threads[nested][0] : next);
    for (int i = chance() & 1; i >= 0 && !steps.areOver() && !world.isOverAcquire(); i--) {
      step(steps.next());
    }
    leave(cpu.current(), interrupted);
    nested--;
  }

  // --- tasks ---

  /// The running task if it has an mm; else whoever waits, else a new one.
  @Nullable Task user() {
    Task current = cpu.current();
    if (current.mm() != null) {
      return current;
    }
    Task next = world.take(this);
    return next != null ? switchTo(next) : spawn();
  }

  /// `call_usermodehelper`: a kernel thread that execs.
  private @Nullable Task spawn() {
    if (!world.admit()) {
      return null;
    }
    Task task = switchTo(newTask(null));
    kernel.exec(task, Processes.prepared(this, task, chance()));
    return task;
  }

  /// A kernel thread that does not run.
  Task kernelThread() {
    Task[] mine = threads[nested];
    return mine[0] == cpu.current() ? mine[1] : mine[0];
  }

  /// Switches; the task that ran waits in the vCPU's queue if it can run again.
  Task switchTo(Task next) {
    leave(cpu.current(), next);
    return next;
  }

  private void leave(Task leaving, Task next) {
    kernel.contextSwitch(cpu, next);
    waits(leaving);
  }

  private void waits(Task task) {
    if (task.mm() != null) {
      world.queue(cpu.id()).add(cpu, task);
    }
  }

  /// The running task's child runs first.
  void runChild(Task child) {
    Task parent = cpu.current();
    kernel.runChild(cpu, child);
    waits(parent);
  }

  /// The running task goes to another vCPU's queue.
  void emigrate(Task next, int bits) {
    Task leaving = cpu.current();
    kernel.contextSwitch(cpu, next);
    enqueue(leaving, bits);
  }

  /// Into this vCPU's queue or, every other time, into another's, who is told.
  void enqueue(Task task, int bits) {
    int target = (bits & 1) == 0 ? cpu.id() : other(bits);
    world.queue(target).add(cpu, task);
    if (target != cpu.id() && CpuMask.contains(world.online(), target)) {
      kernel.sendReschedule(cpu, target);
    }
  }

  Task newTask(@Nullable Mm mm) {
    return new Task(1 + cpu.id() + world.guest().cpuCount() * nextTask++, mm);
  }

  Mm mmOf(Task user) {
    return Objects.requireNonNull(user.mm());
  }

  // --- choices ---

  /// A page of user space.
  int page(int bits) {
    return Integer.remainderUnsigned(bits, world.geometry().taskSize());
  }

  /// A vCPU other than this one, if there is any.
  int other(int bits) {
    int n = world.guest().cpuCount();
    return n == 1 ? 0 : (cpu.id() + 1 + Integer.remainderUnsigned(bits >>> 1, n - 1)) % n;
  }

  /// The processor walks to a page that `bits` choose; now and then to a frame's place in the
  /// linear map.
  void walk(int bits) {
    Hypervisor xen = kernel.hypervisor();
    if ((bits & 7) == 7) {
      int frame = Integer.remainderUnsigned(bits, world.guest().memory().highStart());
      xen.speculateLinear(world.guest().domain(), cpu, frame);
    } else {
      xen.speculate(world.guest().domain(), cpu, page(bits >>> 3));
    }
  }

  /// Chance that is no part of the stream of steps: xorshift.
  int chance() {
    weather ^= weather << 13;
    weather ^= weather >>> 17;
    weather ^= weather << 5;
    return weather;
  }

  // --- the end ---

  /// Every task of this vCPU and of its queue exits; what is down was brought up.
  private void endTasks() {
    if (cpu.id() == 0) {
      bringEverybodyUp();
    } else if (down) {
      cpu.listen(this, UP);
      comeUp();
    }
    while (cpu.current().mm() != null || takeOwn()) {
      Processes.exit(this, cpu.current());
    }
  }

  private void bringEverybodyUp() {
    for (int i = 1; i < world.guest().cpuCount(); i++) {
      boolean _ = world.bringUp(kernel, cpu, world.guest().cpu(i));
    }
  }

  private boolean takeOwn() {
    Task task = world.queue(cpu.id()).take(cpu);
    if (task == null) {
      return false;
    }
    switchTo(task);
    return true;
  }

  /// The kernel thread that is left changes to the kernel's own mm. The first vCPU also drops the
  /// kmaps that nobody uses.
  private void leaveMm() {
    Task thread = cpu.current();
    kernel.useMm(thread, world.guest().initMm());
    kernel.unuseMm(thread, world.guest().initMm());
    if (cpu.id() == 0) {
      kernel.kmapFlushUnused(cpu);
    }
  }

  /// The last act: everybody else stops, whatever it runs, and a call finds nobody. Who was not
  /// stopped goes on when the first vCPU is through, and is found so.
  private void stop() {
    if (cpu.id() == 0) {
      kernel.sendStop(cpu);
      kernel.flushTlbAll(cpu);
      world.stoppedVolatile();
    } else if (!down) {
      cpu.listen(this, STOPPED);
      cpu.interruptPoint();
    }
  }

  // --- figures ---

  /// Whether it has played its quota.
  boolean isThroughAcquire() {
    return (boolean) THROUGH.getAcquire(this);
  }

  long operationsOpaque() {
    return (long) OPERATIONS.getOpaque(this);
  }

  long playedOpaque(Operation operation) {
    return (long) PLAYED.getOpaque(played, operation.ordinal());
  }

  /// Nanoseconds, those it waited among them.
  long spentOpaque(Operation operation) {
    return (long) SPENT.getOpaque(spent, operation.ordinal());
  }

  /// What it waits for has come; under [#UP_OR_OVER] the phase of the gate is added.
  @Override
  public boolean isOver(long key) {
    if (key == STOPPED) {
      return world.isStoppedAcquire();
    }
    boolean cameUp = down && !cpu.isDownAcquire();
    if (key == UP) {
      return cameUp;
    }
    boolean wanted = !world.gate().runs() || world.isClosingAcquire() || world.isOverAcquire();
    return cameUp || (key == UP_OR_WANTED ? wanted : world.gate().isOver(key - UP_OR_OVER));
  }

  @Override
  public long awaitedCpus(long key) {
    return down ? -1L : 0;
  }

  @Override
  public String describe(long key) {
    return down ? "being brought up" : "what is next";
  }
}
