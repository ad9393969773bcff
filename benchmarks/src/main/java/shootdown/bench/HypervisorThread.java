package shootdown.bench;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import shootdown.cpu.Vcpu;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.Hypervisor;
import shootdown.hypervisor.Multicall;

/// A hypervisor that runs on a thread of its own: a guest posts what it wants in a mailbox and
/// waits for the answer, with interrupts unanswered as in any hypercall.
///
/// One request at a time, as many guests as like to: they take the mailbox in turns. What goes
/// over: the request and its arguments, its number, and the answer with the number in one word.
final class HypervisorThread implements Transport {
  private static final int SPINS = 20_000;
  private static final long PARK_NANOS = 50_000;
  private static final int AT = 32;

  private final PaddedWord owner = new PaddedWord();
  private final PaddedWord asked = new PaddedWord();
  private final PaddedWord answered = new PaddedWord();
  private final Thread thread;

  /// The request, published by `asked`; with lines to itself, as [PaddedWord].
  private final @Nullable Request[] request = new Request[2 * AT + 1];

  private volatile boolean closed;
  private volatile boolean resting;

  /// What is wanted; one object of each kind and front, so nothing is allocated.
  private interface Request {
    int execute();
  }

  HypervisorThread() {
    thread = Thread.ofPlatform().daemon().name("hypervisor").start(this::serve);
  }

  @Override
  public int threads() {
    return 1;
  }

  /// The third where there is one: the first two are for vCPUs.
  @Override
  public int core() {
    return Cores.ALL > 2 ? 2 : 1;
  }

  @Override
  public void settle() {
    while (!resting) {
      Thread.onSpinWait();
    }
  }

  @Override
  public Hypervisor front(Hypervisor inner) {
    return new Front(inner);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void serve() {
    boolean _ = Cores.bindTo(core());
    long done = 0;
    int turn = 0;
    while (!closed) {
      if (asked.getAcquire() == done) {
        turn = pause(turn);
        continue;
      }
      turn = 0;
      if (resting) {
        resting = false;
      }
      Request r = request[AT];
      answered.setRelease(answer(++done, r == null ? 0 : r.execute()));
    }
  }

  private static long answer(long number, int rc) {
    return number << Integer.SIZE | Integer.toUnsignedLong(rc);
  }

  private int pause(int turn) {
    if (turn < SPINS) {
      Thread.onSpinWait();
    } else {
      resting = true;
      LockSupport.parkNanos(PARK_NANOS);
    }
    return turn + 1;
  }

  private void takeMailbox() {
    int turn = 0;
    while (owner.getAcquire() != 0 || !owner.compareAndSet(0, 1)) {
      turn = HypervisorLock.pause(turn);
    }
  }

  /// By who has the mailbox; gives it back.
  private int ask(Request r) {
    request[AT] = r;
    long number = asked.getPlain() + 1;
    asked.setRelease(number);
    int turn = 0;
    long word = answered.getAcquire();
    while (word != answer(number, (int) word)) {
      turn = HypervisorLock.pause(turn);
      word = answered.getAcquire();
    }
    owner.setRelease(0);
    return (int) word;
  }

  /// The guest's side: writes down the arguments while it has the mailbox.
  private final class Front extends Hypervisor {
    private final Hypervisor inner;
    private final Request multicall = this::doMulticall;
    private final Request single = this::doSingle;
    private final Request updateVa = this::doUpdateVa;
    private final Request mmuUpdate = this::doMmuUpdate;
    private final Request emulate = this::doEmulate;

    private @Nullable Domain domain;
    private @Nullable Vcpu vcpu;
    private @Nullable Multicall list;
    private long a;
    private long b;
    private int frame;
    private int index;

    Front(Hypervisor inner) {
      this.inner = inner;
    }

    private static <T> T set(@Nullable T argument) {
      if (argument == null) {
        throw new IllegalStateException("asked without arguments");
      }
      return argument;
    }

    private int doMulticall() {
      return inner.multicall(set(domain), set(vcpu), set(list));
    }

    private int doSingle() {
      return inner.single(set(domain), set(vcpu), set(list));
    }

    private int doUpdateVa() {
      return inner.updateVaMapping(set(domain), set(vcpu), a, b, index);
    }

    private int doMmuUpdate() {
      return inner.mmuUpdate(set(domain), set(vcpu), frame, index, a);
    }

    private int doEmulate() {
      return inner.emulateWrite(set(domain), set(vcpu), frame, index, a) ? 1 : 0;
    }

    @Override
    public int multicall(Domain d, Vcpu v, Multicall calls) {
      takeMailbox();
      domain = d;
      vcpu = v;
      list = calls;
      return ask(multicall);
    }

    @Override
    public int single(Domain d, Vcpu v, Multicall calls) {
      takeMailbox();
      domain = d;
      vcpu = v;
      list = calls;
      return ask(single);
    }

    @Override
    public int updateVaMapping(Domain d, Vcpu v, long va, long pte, int flags) {
      takeMailbox();
      domain = d;
      vcpu = v;
      a = va;
      b = pte;
      index = flags;
      return ask(updateVa);
    }

    @Override
    public int mmuUpdate(Domain d, Vcpu v, int f, int i, long word) {
      takeMailbox();
      domain = d;
      vcpu = v;
      frame = f;
      index = i;
      a = word;
      return ask(mmuUpdate);
    }

    @Override
    public boolean emulateWrite(Domain d, Vcpu v, int f, int i, long pte) {
      takeMailbox();
      domain = d;
      vcpu = v;
      frame = f;
      index = i;
      a = pte;
      return ask(emulate) != 0;
    }
  }
}
