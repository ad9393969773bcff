package survey;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts every mutant of a class into it, each behind the [Switch].
final class Mutator {
  private final ClassFile classFile;
  private final String ours;
  private final List<Mutant> mutants = new ArrayList<>();

  /// @param classes where the mutated classes and what they know are found
  /// @param ours what the names of classes begin with whose calls are steps: `shootdown/`
  Mutator(ClassLoader classes, String ours) {
    this.ours = ours;
    classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /// Those made so far, by their numbers.
  List<Mutant> mutants() {
    return List.copyOf(mutants);
  }

  /// The class with all its mutants in it.
  byte[] mutate(byte[] original) {
    ClassModel model = classFile.parse(original);
    return classFile.transformClass(
        model,
        (builder, element) -> {
          if (element instanceof MethodModel method && isStep(method)) {
            Map<String, Integer> seen = new HashMap<>();
            String name = name(model, method);
            builder.transformMethod(
                method,
                (m, part) -> {
                  if (part instanceof CodeModel code) {
                    m.withCode(
                        to ->
                            new MethodMutator(to, method, code, ours)
                                .mutate((line, what) -> add(name, line, what, seen)));
                  } else {
                    m.with(part);
                  }
                });
          } else {
            builder.with(element);
          }
        });
  }

  private int add(String method, int line, String what, Map<String, Integer> seen) {
    int again = seen.merge(line + what, 1, Integer::sum) - 1;
    mutants.add(new Mutant(mutants.size(), method, line, what, again));
    return mutants.size() - 1;
  }

  private static String name(ClassModel model, MethodModel method) {
    String type = model.thisClass().asInternalName().replaceFirst("^shootdown/", "");
    return type + "." + method.methodName().stringValue();
  }

  /// What is only looked at, or judged, is left alone.
  private static boolean isStep(MethodModel method) {
    String name = method.methodName().stringValue();
    return method.code().isPresent()
        && !name.startsWith("<")
        && !name.startsWith("lambda$")
        && !name.startsWith("judge")
        && !name.equals("describe")
        && !name.equals("toString")
        && !method.flags().has(AccessFlag.SYNTHETIC);
  }
}
