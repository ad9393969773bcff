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

/// Does exec count right when its task is moved before it has switched?
///
/// Result: Never for the fixed kernel; Always for the seed and A09m.
///
/// vcpu1 runs a kernel thread that borrows mm1, of which nothing is left but the structure: its last
/// task exited there. The thread execs into mm2. vcpu0 runs a task of mm3. Somebody wants both vCPUs,
/// and where each may be preempted the two change places. A kernel thread that is preempted gives its
/// loan back and borrows what it finds where it goes on; if exec had read `active_mm` before and used
/// it after, mm1 would be given back twice, and mm3 never (2020, d53c3dfb; museum A09m).
/// The seed's task is moved one statement later (A09): who goes on loads mm2, which is not pinned yet.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, overlapped  185,788  100.00%
///
///     seed
///       S5 entry of a multicall refused, overlapped  209,260  100.00%
///
///     A09m
///       S16 mm_count dropped below zero, overlapped  105,416  100.00%
@JCStressTest
@State
@Story(
    question = "Does exec count right when its task is moved before it has switched?",
    standsFor = "exec_mmap, mmdrop; schedule, context_switch, finish_task_switch",
    guards = {"S5", "S16"},
    convicts = {"seed", "A09m"},
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
  private final Task task;
  private final Task thread;
  private final Mm program;

  public Exit_18_MovedExec() {
    this(new Exchange());
  }

  private Exit_18_MovedExec(Exchange exchange) {
    super(story().frames(9).scheduler(exchange));
    exchange.among(this);
    machine.run(cpu1, machine.task(machine.mm()));
    machine.exit(cpu1);
    thread = machine.task(null);
    machine.run(cpu1, thread);
    program = machine.unpinnedMm();
    task = machine.task(machine.mm());
    machine.run(cpu0, task);
    kernel.sendReschedule(cpu0, 1);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.sendReschedule(cpu0, 0);
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
  @Outcome(
      id = "seed, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc =
          "vcpu1 reads active_mm -> is moved and borrows another mm -> gives back the first again")
  @Outcome(
      id = "A09m, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exec is preempted between reading active_mm and changing it")
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
