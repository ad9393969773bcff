package shootdown.fault;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.TaskMm;
import shootdown.mm.Mm;

/// exec names the new mm and switches later, with preemption on in between. Whoever runs meanwhile
/// borrows, and counts, what the task says it has, and not what is loaded. A09m is the window
/// before.
@Fault(
    id = "A09",
    year = 2020,
    source = "Linux d53c3dfb23c4",
    title = "exec is preempted between naming the new mm and switching to it",
    missing = "preemption off from naming the mm to the load",
    interleaving = {
      "cpu1 runs a kernel thread that borrows mm and execs: mm and active_mm are the new one",
      "cpu1 is preempted: an idle task borrows the new mm, while cr3 holds mm.pgd",
      "cpu0 exits from mm and has cpu1 load swapper",
      "cpu1 switches back: the new mm is said to be loaded, and it is not"
    },
    breaks = {"S9", "S5"},
    form = Form.SC,
    killedBy = {"Exit_17_PreemptedExec"},
    scenario = "exits")
public final class A09_ExecPreempted extends FixedKernel {
  @Override
  public String name() {
    return "A09";
  }

  @Override
  public void exec(Task current, Mm next) {
    @Nullable Mm old = current.mm();
    Mm active = TaskMm.activeMmOf(current);
    current.setMm(next);
    current.setActiveMm(next);
    current.cpu().interruptPoint();
    Cpu cpu = current.getCpu();
    cpu.beginSwitch();
    activateMm(cpu, active, next);
    cpu.endSwitch();
    current.putCpu();
    if (old != null) {
      mmPut(current, old);
    } else {
      mmDrop(current.cpu(), active);
    }
  }
}
