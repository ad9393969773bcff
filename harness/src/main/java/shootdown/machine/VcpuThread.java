package shootdown.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.sync.Awaited;

/// A platform thread that plays a vCPU: runs a script, then idles, serving interrupts until it is
/// told to stop.
///
/// The thread is named after its vCPU and does not keep the JVM alive. From [#playing] until the
/// thread has ended, nobody else may play the vCPU. Idle, it spins for a moment, then yields, and
/// parks once a millisecond has passed, as every wait of the machine does: an interrupt is then
/// taken when it wakes, within some 50 us to 800 us: the more vCPUs share a core, the later.
///
/// A vCPU that falls (a BUG, a stall, an exception of the script) halts the machine, so that nobody
/// waits for it in vain; [#join] tells. One that goes down ends without complaint.
///
/// As an [Awaited] it is the end of its own idling.
public final class VcpuThread implements Awaited, AutoCloseable {
  private static final VarHandle STOP;

  static {
    try {
      STOP = MethodHandles.lookup().findVarHandle(VcpuThread.class, "stop", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// What a vCPU does before it idles.
  @FunctionalInterface
  public interface Script {
    /// Plays on the vCPU's thread. One that goes on for ever asks [VcpuThread#stopAsked] now and
    /// then.
    void play(VcpuThread self);
  }

  private final Cpu cpu;
  private final Script script;
  private final Thread thread;

  private boolean stop;

  /// Written by the thread, read by who has joined it.
  private @Nullable Throwable failure;

  private VcpuThread(Cpu cpu, Script script) {
    this.cpu = cpu;
    this.script = script;
    this.thread = Thread.ofPlatform().daemon().name(cpu.toString()).unstarted(this::run);
  }

  /// Idles from the start.
  public static VcpuThread idling(Cpu cpu) {
    return playing(cpu, self -> {});
  }

  /// Plays `script`, then idles. The vCPU is on stage when this returns.
  public static VcpuThread playing(Cpu cpu, Script script) {
    var player = new VcpuThread(cpu, script);
    cpu.comeOnStage();
    player.thread.start();
    return player;
  }

  public Cpu cpu() {
    return cpu;
  }

  /// The thread, for who measures it.
  public Thread thread() {
    return thread;
  }

  private void run() {
    try {
      script.play(this);
      if (!cpu.isDownAcquire()) {
        cpu.listen(this, 0);
      }
    } catch (CpuDown down) {
      // as it was told to
    } catch (Throwable t) {
      failure = t;
      cpu.guest().judge().haltVolatile();
    }
    cpu.leaveStage();
  }

  /// Asks the thread to end once it idles. Any thread.
  public void stopVolatile() {
    STOP.setVolatile(this, true);
    LockSupport.unpark(thread);
  }

  /// Whether it was asked to end; pairs with [#stopVolatile].
  public boolean stopAsked() {
    return (boolean) STOP.getAcquire(this);
  }

  /// Waits until the thread has ended: by being stopped, by falling, by going down.
  ///
  /// @return what it fell by, if it fell
  /// @throws InterruptedException if the caller is interrupted; the vCPU plays on
  public Optional<Throwable> join() throws InterruptedException {
    thread.join();
    return Optional.ofNullable(failure);
  }

  /// Stops the thread and waits for its end.
  ///
  /// @throws IllegalStateException if the vCPU fell
  @Override
  public void close() {
    stopVolatile();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IllegalStateException(cpu + " fell", failure);
    }
  }

  @Override
  public boolean isOver(long key) {
    return stopAsked();
  }

  /// Nobody on this machine.
  @Override
  public long awaitedCpus(long key) {
    return 0;
  }

  @Override
  public String describe(long key) {
    return "to be stopped";
  }

  @Override
  public String toString() {
    return thread.getName();
  }
}
