package shootdown.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.function.LongSupplier;
import shootdown.machine.Kernels;

/// Loads the harness anew, without the calls that note what happens (`trace`): what it would cost
/// had they never been written.
final class NotelessLoader extends ClassLoader {
  private static final String OURS = "shootdown.";

  /// The package of a kernel of one's own, which is one only where it extends what is loaded here.
  private static final String MINE =
      System.getProperty(Kernels.PROPERTY, "").replaceFirst("[^.]*$", "");

  private NotelessLoader() {
    super(NotelessLoader.class.getClassLoader());
  }

  /// An object of a class loaded so.
  static LongSupplier load(String name, int argument) {
    try {
      Class<?> type = Class.forName(name, true, new NotelessLoader());
      return (LongSupplier) type.getConstructor(int.class).newInstance(argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the harness could not be loaded without its notes", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS) && (MINE.isEmpty() || !name.startsWith(MINE))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = without(in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /// The class without the calls; what they were given is still computed, which is next to nothing.
  static byte[] without(byte[] bytes) {
    ClassFile file = ClassFile.of();
    return file.transformClass(
        file.parse(bytes),
        ClassTransform.transformingMethodBodies(
            (code, element) -> {
              if (element instanceof InvokeInstruction call && isNote(call)) {
                drop(code, call);
              } else {
                code.with(element);
              }
            }));
  }

  private static boolean isNote(InvokeInstruction call) {
    return call.opcode() == Opcode.INVOKEVIRTUAL
        && call.name().equalsString("trace")
        && call.typeSymbol().returnType().descriptorString().equals("V");
  }

  /// Takes the arguments and the receiver off the stack.
  private static void drop(CodeBuilder code, InvokeInstruction call) {
    for (int i = call.typeSymbol().parameterCount() - 1; i >= 0; i--) {
      if (TypeKind.from(call.typeSymbol().parameterType(i)).slotSize() == 2) {
        code.pop2();
      } else {
        code.pop();
      }
    }
    code.pop();
  }
}
