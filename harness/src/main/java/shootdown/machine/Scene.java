package shootdown.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.kernel.Kernel;
import shootdown.oracle.Oracle;
import shootdown.oracle.Violation;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;
import shootdown.sync.Halt;
import shootdown.sync.WatchdogBite;
import shootdown.trace.Breach;

/// Two vCPUs, each with a few steps to play at the same time, and what became of it.
///
/// A story extends this: its constructor sets the scene with the kernel's own steps, [#vcpu0] and
/// [#vcpu1] are what the two play. Each is played by one thread, which from there on *is* that
/// vCPU. Who is through goes on answering interrupts until both are: otherwise the other could wait
/// for an acknowledgement that nobody gives.
///
/// The referee judges every scene on the spot; the oracle judges one in a thousand at its end, when
/// everything stands still (`-Dshootdown.judgeEvery=1` for all).
///
/// A BUG or a stall halts the machine, and with it the other vCPU; the verdict is the first breach
/// that the referee saw. The window was entered if the two acts overlapped: neither was through
/// before the other had begun, as each of them saw it by opaque reads at its own beginning and end.
public abstract class Scene implements Awaited {
  private static final VarHandle PHASE = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final byte NOT_YET = 0;
  private static final byte INSIDE = 1;
  private static final byte THROUGH = 2;

  /// Nothing forbidden happened.
  public static final String HELD = "held";

  /// Both saw the other act while they did.
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
  private static final Kernel CHOSEN = Kernels.chosen();

  protected final Machine machine;
  protected final Kernel kernel;
  protected final Cpu cpu0;
  protected final Cpu cpu1;

  /// Which vCPU a player plays: his own, unless tasks change places ([Exchange]).
  private final Cpu[] played;

  private final byte[] phase = new byte[2];
  private final boolean[] overlapped = new boolean[2];
  private @Nullable Throwable failure;

  /// A scene on the kernel that [Kernels#PROPERTY] names.
  protected Scene(Machine.Builder builder) {
    machine = builder.kernel(CHOSEN).boot();
    kernel = machine.kernel();
    cpu0 = machine.cpu(0);
    cpu1 = machine.cpu(1);
    played = new Cpu[] {cpu0, cpu1};
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

  /// The first steps of a vCPU that is down: it waits until another brings it up.
  protected final void comeUp(Cpu cpu) {
    cpu.awaitInHypervisor(new PoweredOff(cpu), 0);
    kernel.cpuBringup(cpu);
  }

  /// The machine it is played on.
  public final Machine machine() {
    return machine;
  }

  /// The set-up is done: both players are announced. The last statement of a story's constructor.
  protected final void curtain() {
    machine.stage(cpu0, cpu1);
  }

  /// What the first vCPU plays.
  protected abstract void vcpu0();

  /// What the second vCPU plays.
  protected abstract void vcpu1();

  /// Plays the first vCPU to the end of the scene. By one thread, once.
  public final void play0() {
    begin(0);
    try {
      vcpu0();
    } catch (Throwable t) {
      fell(t);
    }
    end(0);
  }

  /// Plays the second vCPU to the end of the scene. By one thread, once.
  public final void play1() {
    begin(1);
    try {
      vcpu1();
    } catch (Throwable t) {
      fell(t);
    }
    end(1);
  }

  private void begin(int me) {
    PHASE.setOpaque(phase, me, INSIDE);
    overlapped[me] = (byte) PHASE.getOpaque(phase, 1 - me) != THROUGH;
  }

  private void end(int me) {
    overlapped[me] &= (byte) PHASE.getOpaque(phase, 1 - me) != NOT_YET;
    PHASE.setVolatile(phase, me, THROUGH);
    Cpu cpu = played[me];
    if (!cpu.isDownAcquire()) {
      try {
        cpu.idle(this, 0);
      } catch (Halt h) {
        fell(h);
      }
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

  /// Both are through.
  @Override
  public final boolean isOver(long key) {
    return isThrough(0) && isThrough(1);
  }

  @Override
  public final long awaitedCpus(long key) {
    return CpuMask.first(2);
  }

  @Override
  public final String describe(long key) {
    return "the end of the scene";
  }

  /// What became of it; after both players have returned.
  public final String verdict() {
    if (failure != null) {
      return "INFRASTRUCTURE " + failure;
    }
    drain();
    if (machine.witness().breached()) {
      return machine.witness().first().map(s -> VERDICTS[s.what().ordinal()]).orElseThrow();
    }
    return timeToJudge() ? judgedByTheOracle() : HELD;
  }

  /// What was sent to a vCPU after it was through is handled now.
  private void drain() {
    for (Cpu cpu : new Cpu[] {cpu0, cpu1}) {
      if (!cpu.isDownAcquire()) {
        try {
          cpu.interruptPoint();
        } catch (Halt h) {
          fell(h);
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
    List<Violation> violations = Oracle.judge(Snapshots.of(machine));
    return violations.isEmpty()
        ? HELD
        : violations.getFirst().invariant() + " " + violations.getFirst().sentence();
  }

  /// Whether the window was entered; after both players have returned.
  public final String window() {
    return overlapped[0] && overlapped[1] ? OVERLAPPED : APART;
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
