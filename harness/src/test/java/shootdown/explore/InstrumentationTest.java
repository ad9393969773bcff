package shootdown.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shootdown.machine.Machine;

/// Nothing that touches shared memory gets past the engine.
final class InstrumentationTest {
  private static final Set<String> SEEN_TO =
      Set.of(
          "java/lang/Thread.onSpinWait",
          "java/lang/Thread.yield",
          "java/lang/System.nanoTime",
          "java/util/concurrent/locks/LockSupport.parkNanos",
          "java/util/concurrent/locks/LockSupport.unpark");

  private static final Instrumentation PLAIN_TOO = instrumentation(true);
  private static final Instrumentation USUAL = instrumentation(false);

  private static Instrumentation instrumentation(boolean watchesPlain) {
    return new Instrumentation(
        InstrumentationTest.class.getClassLoader(), InstrumentationTest::ours, watchesPlain);
  }

  private static Optional<ClassModel> ours(String internalName) {
    Path file = root().resolve(internalName + ".class");
    return internalName.startsWith("shootdown/") && Files.exists(file)
        ? Optional.of(parse(file))
        : Optional.empty();
  }

  private static Path root() {
    try {
      return Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// All that the explorer loads itself, but the ring and its clock.
  private static List<ClassModel> explored() throws IOException {
    try (Stream<Path> files = Files.walk(root().resolve("shootdown"))) {
      return files
          .filter(f -> f.toString().endsWith(".class"))
          .filter(f -> !f.startsWith(root().resolve("shootdown/explore")))
          .filter(f -> !f.endsWith("TraceRing.class") && !f.endsWith("TraceClock.class"))
          .map(InstrumentationTest::parse)
          .toList();
    }
  }

  private static boolean isShared(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    return SEEN_TO.contains(owner + "." + name)
        || (owner.equals("java/lang/invoke/VarHandle")
            && name.matches(".*Fence|get.*|set.*|compareAnd.*|weakCompareAnd.*"))
        || owner.startsWith("java/util/concurrent/atomic/")
        || owner.startsWith("sun/misc/Unsafe");
  }

  @Test
  void leavesNoAccessThatIsNotAPoint() throws IOException {
    var left = new TreeSet<String>();
    int accesses = 0;
    int points = 0;
    for (ClassModel model : explored()) {
      accesses += count(model, "java/lang/invoke/VarHandle");
      for (Instrumentation instrumentation : List.of(USUAL, PLAIN_TOO)) {
        ClassModel rewritten = ClassFile.of().parse(instrumentation.instrument(model));
        rewritten.methods().forEach(method -> left(rewritten, method, left));
        points += instrumentation == USUAL ? points(rewritten) : 0;
      }
    }
    assertEquals(Set.of(), left);
    assertEquals(accesses, points);
    assertTrue(points > 100, "points=" + points);
  }

  /// A monitor would hold a coroutine fast, and nobody would see what it orders.
  @Test
  void thereAreNoMonitorsAndNoVolatileFieldsToSee() throws IOException {
    var found = new TreeSet<String>();
    for (ClassModel model : explored()) {
      model.fields().stream()
          .filter(f -> f.flags().has(AccessFlag.VOLATILE))
          .forEach(f -> found.add(model.thisClass().asInternalName() + " " + f.fieldName()));
      for (MethodModel method : model.methods()) {
        if (method.flags().has(AccessFlag.SYNCHRONIZED)
            || method.code().stream()
                .flatMap(c -> c.elementStream())
                .anyMatch(e -> e instanceof java.lang.classfile.instruction.MonitorInstruction)) {
          found.add(model.thisClass().asInternalName() + "." + method.methodName());
        }
      }
    }
    assertEquals(Set.of(), found);
  }

  /// What stays loaded from one exploration to the next carries nothing over.
  @Test
  void whatLastsKnowsNothingThatDoesNotAndHoldsNoStaticThatChanges() throws IOException {
    var wrong = new TreeSet<String>();
    for (ClassModel model : explored()) {
      String name = model.thisClass().asInternalName();
      if (ExploringLoader.lasts(name)) {
        for (PoolEntry entry : model.constantPool()) {
          if (entry instanceof ClassEntry used
              && used.asInternalName().startsWith("shootdown/")
              && !ExploringLoader.lasts(used.asInternalName())) {
            wrong.add(name + " -> " + used.asInternalName());
          }
        }
        model.fields().stream()
            .filter(f -> f.flags().has(AccessFlag.STATIC) && !f.flags().has(AccessFlag.FINAL))
            .forEach(f -> wrong.add(name + "." + f.fieldName()));
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static void left(ClassModel model, MethodModel method, Set<String> left) {
    if (method.code().isEmpty() || makesAccess(method)) {
      return;
    }
    for (CodeElement element : method.code().get()) {
      if (element instanceof InvokeInstruction call && isShared(call)) {
        left.add(model.thisClass().asInternalName() + "." + method.methodName() + " " + call);
      }
      if (element instanceof FieldInstruction access
          && model.fields().stream()
              .anyMatch(
                  f ->
                      f.flags().has(AccessFlag.VOLATILE)
                          && f.fieldName().equals(access.name())
                          && access.owner().equals(model.thisClass()))) {
        left.add(model.thisClass().asInternalName() + " " + access);
      }
    }
  }

  /// What makes an access between telling of it and telling that it has been made.
  private static boolean makesAccess(MethodModel method) {
    return method.methodName().stringValue().startsWith(Instrumentation.ACCESS);
  }

  private static int count(ClassModel model, String owner) {
    return (int)
        calls(model)
            .filter(
                call ->
                    call.owner().asInternalName().equals(owner)
                        && call.name()
                            .stringValue()
                            .matches("get.*|set.*|compareAnd.*|weakCompareAnd.*"))
            .count();
  }

  private static int points(ClassModel model) {
    return (int)
        calls(model)
            .filter(call -> call.name().stringValue().startsWith(Instrumentation.ACCESS))
            .count();
  }

  private static Stream<InvokeInstruction> calls(ClassModel model) {
    return model.methods().stream()
        .flatMap(m -> m.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(e -> e instanceof InvokeInstruction)
        .map(e -> (InvokeInstruction) e);
  }

  @Test
  void everyAccessIsToldBeforeAndAfter() throws IOException {
    for (ClassModel model : explored()) {
      ClassModel rewritten = ClassFile.of().parse(USUAL.instrument(model));
      for (MethodModel method : rewritten.methods()) {
        if (makesAccess(method)) {
          List<String> calls =
              method
                  .code()
                  .orElseThrow()
                  .elementStream()
                  .filter(e -> e instanceof InvokeInstruction)
                  .map(e -> ((InvokeInstruction) e).name().stringValue())
                  .toList();
          assertEquals(3, calls.size(), calls::toString);
          assertEquals("before", calls.getFirst());
          assertTrue(calls.getLast().startsWith("after"), calls::toString);
        }
      }
    }
  }
}
