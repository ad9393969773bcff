package shootdown.fault;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.TaskMm;
import shootdown.mm.Mm;

/// exec reads which mm the task borrows, and turns preemption off only then. A kernel thread that
/// is preempted gives its loan back and, when it comes back, borrows what it finds; exec gives back
/// the first loan once more, and the second never. The same commit as A09, one statement earlier.
@Fault(
    id = "A09m",
    year = 2020,
    source = "Linux d53c3dfb23c4",
    title = "exec is preempted between reading active_mm and changing it",
    missing = "preemption off before active_mm is read",
    interleaving = {
      "cpu1 runs a kernel thread that holds the last loan of mm and execs: it reads active_mm",
      "cpu1 is preempted: the thread gives mm back, and an idle task borrows it",
      "cpu0 takes the thread over, which borrows there what cpu0 has loaded",
      "cpu1 switches to a task of its own mm: mm is given back, and freed",
      "cpu0 goes on with exec and gives mm back once more: the count goes below zero"
    },
    breaks = {"S16"},
    form = Form.SC,
    killedBy = {"Exit_18_MovedExec"},
    scenario = "exits")
public final class A09m_ExecMoved extends FixedKernel {
  @Override
  public String name() {
    return "A09m";
  }

  @Override
  public void exec(Task current, Mm next) {
    @Nullable Mm old = current.mm();
    Mm active = TaskMm.activeMmOf(current);
    current.cpu().interruptPoint();
    Cpu cpu = current.getCpu();
    cpu.beginSwitch();
    current.setMm(next);
    current.setActiveMm(next);
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
