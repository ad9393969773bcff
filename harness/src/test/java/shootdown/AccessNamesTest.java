package shootdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// The name of a method that touches shared state says how it orders.
///
/// Methods with several accesses are named after the strongest, or are listed here with the reason
/// why their name tells more.
final class AccessNamesTest {
  private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  private static final List<String> MODES = List.of("Opaque", "Acquire", "Release", "Volatile");

  /// Methods whose name is the kernel's or an interface's, and says it in the javadoc.
  private static final Map<String, String> KERNEL_WORDS = new TreeMap<>();

  static {
    String flag = "the interrupt flag is the kernel's local_irq_*; others read it opaquely";
    for (String m : List.of("irqsOff", "irqDisable", "irqEnable", "irqUnmask", "irqSave")) {
      KERNEL_WORDS.put("sync.Processor." + m, flag);
    }
    KERNEL_WORDS.put("sync.Processor.handle", flag);
    KERNEL_WORDS.put("cpu.Tlb.reloadVolatile", "by way of flushVolatile; then the own slots");
    KERNEL_WORDS.put("sync.Processor.reschedulePoint", "preempt_schedule's look at the flag");
    KERNEL_WORDS.put("sync.SpinLock.lock", "spin_lock: a CAS");
    KERNEL_WORDS.put("sync.SpinLock.unlock", "spin_unlock: a release");
    KERNEL_WORDS.put("hypervisor.Biglock.lock", "spin_lock: a CAS");
    KERNEL_WORDS.put("hypervisor.Biglock.unlock", "spin_unlock: a release");
    KERNEL_WORDS.put("sync.StallJudge.checkHalted", "a look that throws");
    KERNEL_WORDS.put("mm.Memory.clear", "by the allocator, who owns the frame");
    KERNEL_WORDS.put("mm.Memory.poison", "by the allocator, who owns the frame");
    KERNEL_WORDS.put("guest.PageAllocator.alloc", "alloc_page: a lock-free pop");
    KERNEL_WORDS.put("guest.PageAllocator.push", "free_page: a lock-free push");
    KERNEL_WORDS.put("guest.CallData.fill", "by the owner, before publication");
    String awaited = "Awaited: reads shared state only, on any thread";
    KERNEL_WORDS.put("sync.SpinLock.isOver", awaited);
    KERNEL_WORDS.put("hypervisor.Biglock.isOver", awaited);
    KERNEL_WORDS.put("hypervisor.Biglock.awaitedCpus", awaited);
    KERNEL_WORDS.put("guest.CallData.isOver", awaited);
    KERNEL_WORDS.put("guest.KmapCache.isOver", awaited);
    KERNEL_WORDS.put("guest.CallData.awaitedCpus", awaited);
  }

  @Test
  void theNameEndsWithTheMode() {
    var broken = new TreeSet<String>();
    var excused = new TreeSet<String>();
    eachMethod(
        (type, method) -> {
          Set<String> modes = modesOf(method);
          String name = method.methodName().stringValue();
          if (modes.isEmpty() || said(name, modes)) {
            return;
          }
          String where = type.substring("shootdown.".length()) + "." + name;
          if (KERNEL_WORDS.containsKey(where)) {
            excused.add(where);
          } else {
            broken.add(where + " uses " + modes);
          }
        },
        "sync",
        "mm",
        "cpu",
        "event",
        "hypervisor",
        "guest",
        "smp",
        "kernel",
        "trace");
    assertEquals(Set.of(), broken);
    var stale = new TreeSet<>(KERNEL_WORDS.keySet());
    stale.removeAll(excused);
    assertEquals(Set.of(), stale, "exceptions that nobody needs");
  }

  /// A compareAndSet and the getAnd… are volatile; a method may be called after the operation
  /// itself.
  private static boolean said(String name, Set<String> modes) {
    if (name.startsWith("compareAndSet")) {
      return modes.equals(Set.of("Volatile"));
    }
    String strongest = MODES.reversed().stream().filter(modes::contains).findFirst().orElseThrow();
    return name.endsWith(strongest);
  }

  private static Set<String> modesOf(MethodModel method) {
    var modes = new TreeSet<String>();
    method
        .code()
        .ifPresent(
            code -> {
              for (CodeElement element : code) {
                if (element instanceof InvokeInstruction call
                    && call.owner().asInternalName().equals(VAR_HANDLE)
                    && call.opcode() == Opcode.INVOKEVIRTUAL) {
                  modes.add(modeOf(call.name().stringValue()));
                }
              }
            });
    return modes;
  }

  private static String modeOf(String access) {
    return MODES.stream().filter(access::endsWith).findFirst().orElse("Volatile");
  }

  /// The protocol waits in one place, and never on a monitor.
  @Test
  void theProtocolUsesNoMonitors() {
    var found = new ArrayList<String>();
    eachMethod(
        (type, method) -> {
          boolean monitor =
              method.flags().has(AccessFlag.SYNCHRONIZED)
                  || method
                      .code()
                      .map(
                          code ->
                              code.elementStream().anyMatch(MonitorInstruction.class::isInstance))
                      .orElse(false);
          if (monitor) {
            found.add(type + "." + method.methodName().stringValue());
          }
        },
        "sync",
        "mm",
        "cpu",
        "event",
        "hypervisor",
        "guest",
        "smp",
        "kernel");
    assertEquals(List.of(), found);
  }

  /// A step is a method that can be replaced: kernels and hypervisors hold no state.
  @Test
  void stepsHaveNoState() {
    for (ClassModel model : ClassFiles.all()) {
      String in = ClassFiles.packageOf(model.thisClass().asInternalName());
      boolean steps =
          model.flags().has(AccessFlag.INTERFACE) || ClassFiles.nameOf(model).endsWith("Kernel");
      if (steps && Set.of("kernel", "smp").contains(in)) {
        assertTrue(
            model.fields().stream().allMatch(f -> f.flags().has(AccessFlag.FINAL)),
            () -> ClassFiles.nameOf(model) + " has a field that changes");
      }
    }
  }

  private static void eachMethod(BiConsumer<String, MethodModel> visit, String... packages) {
    Set<String> wanted = Set.of(packages);
    for (ClassModel model : ClassFiles.all()) {
      if (wanted.contains(ClassFiles.packageOf(model.thisClass().asInternalName()))) {
        String type = ClassFiles.nameOf(model);
        model.methods().forEach(method -> visit.accept(type, method));
      }
    }
  }
}
