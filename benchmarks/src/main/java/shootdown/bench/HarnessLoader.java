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
import java.util.function.UnaryOperator;
import shootdown.machine.Kernels;

/// Loads the harness anew: as it is, or without the calls that note what happens (`trace`), which
/// is what it would cost had they never been written.
///
/// Two that were loaded so share no class of ours, and no profile of the compiler's.
final class HarnessLoader extends ClassLoader {
  private static final String OURS = "shootdown.";

  /// The package of a kernel of one's own, which is one only where it extends what is loaded here.
  private static final String MINE =
      System.getProperty(Kernels.PROPERTY, "").replaceFirst("[^.]*$", "");

  private final UnaryOperator<byte[]> change;

  private HarnessLoader(UnaryOperator<byte[]> change) {
    super(HarnessLoader.class.getClassLoader());
    this.change = change;
  }

  static HarnessLoader asItIs() {
    return new HarnessLoader(bytes -> bytes);
  }

  static HarnessLoader withoutNotes() {
    return new HarnessLoader(HarnessLoader::without);
  }

  /// An object of a class, with all that it uses of ours.
  LongSupplier load(Class<? extends LongSupplier> type, int argument) {
    try {
      return Class.forName(type.getName(), true, this)
          .asSubclass(LongSupplier.class)
          .getConstructor(int.class)
          .newInstance(argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the harness could not be loaded anew", e);
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
      byte[] bytes = change.apply(in.readAllBytes());
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
