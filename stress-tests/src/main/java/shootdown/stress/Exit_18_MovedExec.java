package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.guest.Task;
import shootdown.machine.Exchange;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Does exec hold when its task is moved to a vCPU that has another mm loaded?
///
/// Result: Never for the fixed kernel, never for the seed.
///
/// vcpu1 runs a kernel thread that borrows mm1 and execs into mm2; vcpu0 runs a task of mm3. Somebody
/// wants both vCPUs, and where each may be preempted the two change places. The task of mm3 then drops
/// the last user of mm1. A kernel thread that is preempted gives its loan back and borrows what it
/// finds where it comes back; if exec had read `active_mm` before and used it after, mm1 would be given
/// back twice, and mm3 never (2020, d53c3dfb; museum A09m).
///
/// TABLE
@JCStressTest
@State
@Story(
    question = "Does exec count right when its task is moved before it has switched?",
    standsFor = "exec_mmap, mmdrop; schedule, context_switch, finish_task_switch; mmput",
    guards = {"S16"},
    convicts = {"A09m"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 gives back the mm it borrows, once, wherever it goes on")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 reads active_mm -> is moved and borrows another mm -> gives back the first again")
public class Exit_18_MovedExec extends Scene {
  private final Mm borrowed;
  private final Task task;
  private final Task thread;
  private final Mm program;

  public Exit_18_MovedExec() {
    this(new Exchange());
  }

  private Exit_18_MovedExec(Exchange exchange) {
    super(story().frames(12).scheduler(exchange));
    exchange.among(this);
    borrowed = machine.mm();
    task = machine.task(machine.mm());
    thread = machine.borrower(cpu1, borrowed);
    program = machine.unpinnedMm();
    machine.run(cpu0, task);
    kernel.sendReschedule(cpu0, 1);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.sendReschedule(task.cpu(), 0);
    kernel.mmPut(task, borrowed);
  }

  @Override
  protected void vcpu1() {
    kernel.exec(thread, program);
  }

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  @Arbiter
  public void judge(LL_Result r) {
    r.r1 = verdict();
    r.r2 = window();
  }

  /// The same on the kernels that history got wrong here.
  @JCStressTest
  @State
  @InTurn
  @Outcome(id = ".*, held, .*", expect = ACCEPTABLE, desc = "as above")
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "convicted")
  public static class Mutants extends Exit_18_MovedExec {
    @Override
    @Actor
    public void actor0() {
      play0();
    }

    @Override
    @Actor
    public void actor1() {
      play1();
    }

    @Arbiter
    public void judge(LLL_Result r) {
      r.r1 = kernelName();
      r.r2 = verdict();
      r.r3 = window();
    }
  }
}
