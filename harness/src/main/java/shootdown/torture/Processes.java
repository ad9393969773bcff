package shootdown.torture;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.Kernel;
import shootdown.mm.Mm;

/// Tasks come and go.
final class Processes {
  private Processes() {}

  /// The child waits in a queue, or now and then runs first.
  static boolean fork(Player p, int bits) {
    Task parent = p.user();
    if (parent == null || !p.world().admit()) {
      return false;
    }
    if (Integer.remainderUnsigned(bits, 4) == 0) {
      Cpu cpu = parent.getCpu();
      Mm child = p.kernel().copyPages(cpu, p.mmOf(parent));
      parent.putCpu();
      p.runChild(p.newTask(child));
    } else {
      p.enqueue(p.newTask(p.kernel().dupMmap(parent, p.mmOf(parent))), bits);
    }
    return true;
  }

  static boolean clone(Player p, int bits) {
    Task parent = p.user();
    if (parent == null || !p.world().admit()) {
      return false;
    }
    Mm shared = p.mmOf(parent);
    int _ = shared.addUserVolatile();
    p.enqueue(p.newTask(shared), bits);
    return true;
  }

  static boolean exec(Player p, int bits) {
    Task task = p.user();
    if (task == null) {
      return false;
    }
    p.kernel().exec(task, prepared(p, task, bits));
    return true;
  }

  static boolean failedExec(Player p, int bits) {
    Task task = p.cpu().current();
    p.kernel().mmPut(task, prepared(p, task, bits));
    return true;
  }

  /// A fresh mm with up to three pages, never pinned.
  static Mm prepared(Player p, Task task, int bits) {
    Kernel kernel = p.kernel();
    Mm fresh = kernel.mmAlloc(task.cpu());
    for (int i = 0; i < (bits & 3); i++) {
      int _ = kernel.mapPage(task, fresh, p.page(bits >>> (2 + 8 * i)));
    }
    return fresh;
  }

  static boolean exit(Player p, int bits) {
    Task task = p.user();
    if (task == null) {
      return false;
    }
    exit(p, task);
    return true;
  }

  /// `do_exit`: the address space goes, and the vCPU with whoever is next.
  static void exit(Player p, Task task) {
    p.kernel().exitMm(task);
    p.world().dismiss();
    @Nullable Task next = p.world().take(p);
    p.switchTo(next == null ? p.kernelThread() : next);
  }
}
