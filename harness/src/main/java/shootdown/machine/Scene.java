package shootdown.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.kernel.Kernel;
import shootdown.oracle.Precedents;
import shootdown.oracle.Violation;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;
import shootdown.sync.Halt;
import shootdown.sync.WatchdogBite;
import shootdown.trace.Breach;

/// Two vCPUs or more, each with a few steps to play at the same time, and what became of it.
///
/// A story extends this: its constructor sets the scene with the kernel's own steps, [#vcpu0],
/// [#vcpu1] and so on are what they play. Each is played by one thread, which from there on *is*
/// that vCPU. Who is through goes on answering interrupts until all are: otherwise another could
/// wait for an acknowledgement that nobody gives. Whose vCPU has gone down answers nothing and
/// waits all the same: otherwise he would be scenes ahead before long, and meet nobody.
///
/// The referee judges every scene on the spot; the oracle judges one in a thousand at its end, when
/// everything stands still (`-Dshootdown.judgeEvery=1` for all; [#isJudgedAtItsEnd] for a story).
///
/// A BUG or a stall halts the machine, and with it the other vCPUs; the verdict is the first breach
/// that the referee saw. The window was entered if the acts overlapped: none was through before
/// another had begun, as each of them saw it by opaque reads at its own beginning and end.
public abstract class Scene implements Awaited {
  private static final VarHandle PHASE = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final byte NOT_YET = 0;
  private static final byte INSIDE = 1;
  private static final byte THROUGH = 2;

  /// Nothing forbidden happened.
  public static final String HELD = "held";

  /// All saw the others act while they did.
  public static final String OVERLAPPED = "overlapped";

  public static final String APART = "apart";

  /// A power of two.
  private static final int JUDGE_EVERY = Integer.getInteger("shootdown.judgeEvery", 1024);

  private static final VarHandle SCENES;

  static {
    try {
      SCENES = MethodHandles.lookup().findStaticVarHandle(Scene.class, "scenes", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static int scenes;

  /// The system property that keeps the last so many events of each vCPU, a power of two: for
  /// looking at a violation once more. Off while hunting.
  public static final String TRACE_PROPERTY = "shootdown.trace";

  private static final int TRACE_EVENTS = Integer.getInteger(TRACE_PROPERTY, 0);
  private static final String[] VERDICTS = verdicts();
  private static final Precedents PRECEDENTS = new Precedents();

  /// The kernel that [Kernels#PROPERTY] names.
  static final Kernel CHOSEN = Kernels.chosen();

  protected final Machine machine;
  protected final Kernel kernel;
  protected final Cpu cpu0;
  protected final Cpu cpu1;

  /// Which vCPU a player plays: his own, unless tasks change places ([Exchange]).
  private final Cpu[] played;

  private final byte[] phase;
  private final boolean[] overlapped;
  private @Nullable Throwable failure;

  /// A scene on the kernel that [Kernels#PROPERTY] names, or whose turn it is ([InTurn]).
  protected Scene(Machine.Builder builder) {
    machine = builder.kernel(Rota.next(getClass())).boot();
    kernel = machine.kernel();
    cpu0 = machine.cpu(0);
    cpu1 = machine.cpu(1);
    int players = machine.guest().cpuCount();
    played = new Cpu[players];
    Arrays.setAll(played, machine::cpu);
    phase = new byte[players];
    overlapped = new boolean[players];
  }

  /// A machine of the size that stories use: no bigger than it must be, for a state is made by the
  /// ten thousand. The batch takes the pin of a tree with one pte page whole.
  protected static Machine.Builder story() {
    return Machine.builder().batch(5, 10).tlbSlots(2).trace(TRACE_EVENTS);
  }

  /// The processor of `cpu`, which nobody asked, walks to `vpn` and remembers what it found. It may
  /// do so at any moment, whatever runs on it.
  protected final void speculate(Cpu cpu, int vpn) {
    kernel.hypervisor().speculate(machine.guest().domain(), cpu, vpn);
  }

  /// What an exploration may have processors walk to at any moment.
  public final int[] pages() {
    return machine.pages();
  }

  /// The processor of the vCPU that `player` plays walks to `vpn`; by that player, between any two
  /// of his steps.
  public final void fill(int player, int vpn) {
    speculate(played[player], vpn);
  }

  /// The first steps of a vCPU that is down: it waits until another brings it up.
  protected final void comeUp(Cpu cpu) {
    cpu.awaitInHypervisor(new PoweredOff(cpu), 0);
    kernel.cpuBringup(cpu);
  }

  /// The machine it is played on.
  public final Machine machine() {
    return machine;
  }

  /// The set-up is done: the players are announced. The last statement of a story's constructor.
  protected final void curtain() {
    machine.stage(played);
  }

  /// What the first vCPU plays.
  protected abstract void vcpu0();

  /// What the second vCPU plays.
  protected abstract void vcpu1();

  /// What the third vCPU plays, if there is one.
  protected void vcpu2() {}

  /// What the fourth vCPU plays, if there is one.
  protected void vcpu3() {}

  /// Plays the first vCPU to the end of the scene. By one thread, once.
  public final void play0() {
    play(0, this::vcpu0);
  }

  /// Plays the second vCPU to the end of the scene. By one thread, once.
  public final void play1() {
    play(1, this::vcpu1);
  }

  /// Plays the third vCPU to the end of the scene. By one thread, once.
  public final void play2() {
    play(2, this::vcpu2);
  }

  /// Plays the fourth vCPU to the end of the scene. By one thread, once.
  public final void play3() {
    play(3, this::vcpu3);
  }

  private void play(int me, Runnable act) {
    begin(me);
    try {
      act.run();
      played[me].judgeThrough();
    } catch (Throwable t) {
      fell(t);
    }
    end(me);
  }

  private void begin(int me) {
    PHASE.setOpaque(phase, me, INSIDE);
    overlapped[me] = noOtherIs(THROUGH, me);
  }

  private boolean noOtherIs(byte what, int me) {
    for (int i = 0; i < phase.length; i++) {
      if (i != me && (byte) PHASE.getOpaque(phase, i) == what) {
        return false;
      }
    }
    return true;
  }

  private void end(int me) {
    overlapped[me] &= noOtherIs(NOT_YET, me);
    PHASE.setVolatile(phase, me, THROUGH);
    Cpu cpu = played[me];
    try {
      if (cpu.isDownAcquire()) {
        cpu.awaitOffstage(this, 0);
      } else {
        cpu.idle(this, 0);
      }
    } catch (Halt h) {
      fell(h);
    }
    cpu.leaveStage();
  }

  private void fell(Throwable t) {
    if (t instanceof CpuDown) {
      return;
    }
    if (!(t instanceof Halt) || t instanceof WatchdogBite) {
      failure = t;
    }
    machine.guest().judge().haltVolatile();
  }

  /// From now on `player` plays `cpu`; by himself.
  final void plays(int player, Cpu cpu) {
    played[player] = cpu;
  }

  final boolean isThrough(int player) {
    return (byte) PHASE.getAcquire(phase, player) == THROUGH;
  }

  /// All are through.
  @Override
  public final boolean isOver(long key) {
    for (int i = 0; i < phase.length; i++) {
      if (!isThrough(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final long awaitedCpus(long key) {
    return CpuMask.first(phase.length);
  }

  @Override
  public final String describe(long key) {
    return "the end of the scene";
  }

  /// What became of it; after all players have returned. What falls over after a breach falls over
  /// for it; without one, the harness is to blame.
  public final String verdict() {
    if (failure != null && !machine.witness().breached()) {
      return "INFRASTRUCTURE " + failure;
    }
    drain();
    if (leavesOne()) {
      machine.judgeAlone();
    }
    if (machine.witness().breached()) {
      return machine.witness().first().map(s -> VERDICTS[s.what().ordinal()]).orElseThrow();
    }
    return isJudgedAtItsEnd() || timeToJudge() ? judgedByTheOracle() : HELD;
  }

  /// Whether the oracle looks at the end of every scene: for what only the end shows, and at the
  /// price of fewer scenes.
  protected boolean isJudgedAtItsEnd() {
    return false;
  }

  /// Whether one vCPU stops all others, wherever they are in what they do.
  protected boolean leavesOne() {
    return false;
  }

  /// Whether at its end no vCPU is in the middle of anything, so that what is held says who holds
  /// it.
  protected boolean isSettled() {
    return !leavesOne();
  }

  /// What was sent to a vCPU after it was through is handled now; if it is not, it is lost.
  private void drain() {
    for (int i = 0; i < phase.length; i++) {
      Cpu cpu = machine.cpu(i);
      if (!cpu.isDownAcquire()) {
        try {
          cpu.interruptPoint();
        } catch (Halt h) {
          fell(h);
        }
        if (cpu.lostEvent() >= 0) {
          cpu.breach(Breach.EVENT_NOT_ANNOUNCED, cpu.lostEvent(), cpu.id());
        }
      }
    }
  }

  /// The oracle looks at one scene in [#JUDGE_EVERY]; scenes are judged by several threads, and a
  /// count that is lost now and then does no harm.
  private static boolean timeToJudge() {
    int n = (int) SCENES.getOpaque() + 1;
    SCENES.setOpaque(n);
    return (n & (JUDGE_EVERY - 1)) == 0;
  }

  private String judgedByTheOracle() {
    List<Violation> violations =
        PRECEDENTS.judge(isSettled() ? Snapshots.settled(machine) : Snapshots.of(machine));
    return violations.isEmpty()
        ? HELD
        : violations.getFirst().invariant() + " " + violations.getFirst().sentence();
  }

  /// The kernel it was played on.
  public final String kernelName() {
    return kernel.name();
  }

  /// Whether the window was entered; after all players have returned.
  public final String window() {
    for (boolean one : overlapped) {
      if (!one) {
        return APART;
      }
    }
    return OVERLAPPED;
  }

  private static String[] verdicts() {
    Breach[] all = Breach.values();
    var texts = new String[all.length];
    for (Breach breach : all) {
      texts[breach.ordinal()] = breach.code() + " " + breach.sentence();
    }
    return texts;
  }
}
