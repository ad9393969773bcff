package shootdown.stress;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a story calls, read from its class file.
final class Operations {
  private static final List<String> PLAYED = List.of("vcpu0", "vcpu1", "vcpu2", "vcpu3");

  private Operations() {}

  /// What the vCPUs play, for the orthogonality table.
  static String of(Class<?> story) {
    return PLAYED.stream()
        .map(method -> String.join(",", calls(story, method)))
        .collect(Collectors.joining(" / "));
  }

  /// The kernel's steps, and those of the scene, that each vCPU plays: its own method's calls, and
  /// those of the story's methods that it calls, or has others call.
  static List<Set<String>> played(Class<?> story) {
    return PLAYED.stream()
        .map(method -> reached(story, method, new LinkedHashSet<>()))
        .filter(calls -> !calls.isEmpty())
        .toList();
  }

  private static Set<String> reached(Class<?> story, String method, Set<String> names) {
    for (String call : calls(story, method)) {
      if (names.add(call)) {
        Set<String> _ = reached(story, call, names);
      }
      if (call.equals("callFunctionMask")) {
        lambdas(story).forEach(function -> reached(story, function, names));
      }
    }
    return names;
  }

  /// Which of its calls are steps of a kernel.
  static Set<String> kernelSteps(Class<?> story) {
    var steps = new TreeSet<String>();
    Set<String> names = new TreeSet<>();
    played(story).forEach(names::addAll);
    model(story).methods().stream()
        .flatMap(Operations::invocations)
        .filter(call -> call.owner().asInternalName().startsWith("shootdown/kernel/"))
        .map(call -> call.name().stringValue())
        .filter(names::contains)
        .forEach(steps::add);
    return steps;
  }

  private static List<String> lambdas(Class<?> story) {
    return model(story).methods().stream()
        .map(m -> m.methodName().stringValue())
        .filter(name -> name.startsWith("lambda$"))
        .toList();
  }

  private static List<String> calls(Class<?> story, String method) {
    return model(story).methods().stream()
        .filter(m -> m.methodName().equalsString(method))
        .flatMap(Operations::invocations)
        .map(call -> call.name().stringValue())
        .toList();
  }

  /// Calls of the hypervisor, or of frames' contents: the kernel alone may make them.
  static List<String> forbiddenIn(Class<?> story) {
    return model(story).methods().stream()
        .flatMap(Operations::invocations)
        .filter(Operations::isForbidden)
        .map(call -> call.owner().asInternalName() + "." + call.name().stringValue())
        .toList();
  }

  private static boolean isForbidden(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String result = call.typeSymbol().returnType().descriptorString();
    return Stream.of(owner, result)
        .anyMatch(
            type -> type.contains("shootdown/hypervisor/") || type.contains("shootdown/mm/Memory"));
  }

  private static Stream<InvokeInstruction> invocations(MethodModel method) {
    return method
        .code()
        .map(code -> code.elementStream().filter(e -> e instanceof InvokeInstruction))
        .orElseGet(Stream::empty)
        .map(e -> (InvokeInstruction) e);
  }

  private static ClassModel model(Class<?> story) {
    return ClassFile.of().parse(Stories.read("/" + story.getName().replace('.', '/') + ".class"));
  }
}
