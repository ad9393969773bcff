package shootdown.explore;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Interfaces;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.reflect.AccessFlag;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rewrites a class so that everything it does to shared memory goes by the engine.
///
/// | in the code | becomes |
/// |---|---|
/// | `VarHandle` access, any mode | [Points#access] |
/// | read or write of a volatile field | [Points#volatileField] |
/// | `VarHandle.fullFence` | [Points#fullFence] |
/// | the weaker fences | [Points#acquireFence], [Points#releaseFence] |
/// | plain access to a field or an array's element, where races are looked for | tells [Points#plain], [Points#element] first |
/// | `Thread.onSpinWait`, `Thread.yield`, `LockSupport.parkNanos` | [Points#spin] |
/// | `LockSupport.unpark` | nothing |
/// | `System.nanoTime` | [Points#nanoTime] |
/// | taking a pending interrupt in `Processor.interruptPoint` | asks [Points#arrives] first |
/// | taking it anywhere | tells [Points#taken] |
/// | writing an event into a `TraceRing` | tells [Points#traced] |
/// | making an object or an array of primitives | gives it a number ([Born]) |
final class Instrumentation {
  private static final ClassDesc POINTS = ClassDesc.of("shootdown.explore.Points");
  private static final ClassDesc BORN = ClassDesc.of("shootdown.explore.Born");
  private static final String BIRTH = "shootdown$birth$number";
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
  private static final MethodTypeDesc PLAIN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_String,
          ConstantDescs.CD_boolean,
          ConstantDescs.CD_String);
  private static final MethodTypeDesc ELEMENT =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_boolean,
          ConstantDescs.CD_String);
  private static final MethodTypeDesc INT = MethodTypeDesc.of(ConstantDescs.CD_int);

  private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  private static final String THREAD = "java/lang/Thread";
  private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";

  private static final Set<String> MODES =
      Arrays.stream(AccessMode.values()).map(AccessMode::methodName).collect(Collectors.toSet());

  private static final DirectMethodHandleDesc ACCESS =
      ConstantDescs.ofCallsiteBootstrap(
          POINTS, "access", ConstantDescs.CD_CallSite, ConstantDescs.CD_String);

  private static final DirectMethodHandleDesc VOLATILE =
      ConstantDescs.ofCallsiteBootstrap(
          POINTS,
          "volatileField",
          ConstantDescs.CD_CallSite,
          ConstantDescs.CD_String,
          ConstantDescs.CD_Class,
          ConstantDescs.CD_String);

  private final ClassFile classFile;
  private final Function<String, Optional<ClassModel>> ours;
  private final boolean watchesPlain;

  /// For the classes of one loader.
  ///
  /// @param loader where the classes come from
  /// @param watchesPlain whether plain accesses are told too
  /// @param ours a class of the instrumented program, by its internal name
  Instrumentation(
      ClassLoader loader, Function<String, Optional<ClassModel>> ours, boolean watchesPlain) {
    this.watchesPlain = watchesPlain;
    this.classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    this.ours = ours;
  }

  byte[] instrument(ClassModel model) {
    boolean isRoot = isRoot(model);
    return classFile.transformClass(
        model, ClassTransform.ofStateful(() -> isRoot ? new Root(model) : new Plain(model)));
  }

  /// The first of ours in its line of superclasses: the one that carries the number.
  private static boolean isRoot(ClassModel model) {
    return !model.flags().has(AccessFlag.INTERFACE)
        && model
            .superclass()
            .filter(s -> s.asInternalName().equals("java/lang/Object"))
            .isPresent();
  }

  private class Plain implements ClassTransform {
    private final ClassModel model;

    Plain(ClassModel model) {
      this.model = model;
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
      if (element instanceof MethodModel method && method.code().isPresent()) {
        builder.transformMethod(
            method,
            MethodTransform.transformingCode(new Rewrite(model, method, this instanceof Root)));
      } else {
        builder.with(element);
      }
    }
  }

  private final class Root extends Plain {
    private final ClassDesc type;
    private final List<ClassDesc> interfaces;

    Root(ClassModel model) {
      super(model);
      type = model.thisClass().asSymbol();
      interfaces =
          Stream.concat(model.interfaces().stream().map(ClassEntry::asSymbol), Stream.of(BORN))
              .toList();
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
      if (!(element instanceof Interfaces)) {
        super.accept(builder, element);
      }
    }

    @Override
    public void atEnd(ClassBuilder builder) {
      builder.withInterfaceSymbols(interfaces);
      builder.withField(
          BIRTH, ConstantDescs.CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC);
      builder.withMethodBody(
          Born.METHOD,
          INT,
          ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC,
          code -> code.aload(0).getfield(type, BIRTH, ConstantDescs.CD_int).ireturn());
    }
  }

  /// The code of one method.
  private final class Rewrite implements CodeTransform {
    private final ClassDesc type;
    private final String name;
    private final boolean numbers;
    private final boolean takesInterrupts;
    private final boolean watched;
    private boolean numbered;
    private int line;

    Rewrite(ClassModel model, MethodModel method, boolean isRoot) {
      this.type = model.thisClass().asSymbol();
      this.name = method.methodName().stringValue();
      this.numbers = isRoot && name.equals(ConstantDescs.INIT_NAME);
      this.watched = watchesPlain && !name.startsWith("<");
      this.takesInterrupts =
          name.equals("interruptPoint")
              && model.thisClass().asInternalName().equals("shootdown/sync/Processor");
    }

    private String where() {
      return type.displayName() + "." + name + ":" + line;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LineNumber number -> {
          line = number.line();
          code.with(number);
        }
        case InvokeInstruction call -> call(code, call);
        case FieldInstruction access -> field(code, access);
        case NewPrimitiveArrayInstruction array -> made(code, array);
        case NewReferenceArrayInstruction array -> made(code, array);
        case ArrayLoadInstruction load when watched -> {
          code.dup2();
          tell(code, "element", ELEMENT, null, false);
          code.with(load);
        }
        case ArrayStoreInstruction store when watched -> {
          int value = code.allocateLocal(store.typeKind());
          code.storeLocal(store.typeKind(), value).dup2();
          tell(code, "element", ELEMENT, null, true);
          code.loadLocal(store.typeKind(), value).with(store);
        }
        default -> code.with(element);
      }
    }

    private void made(CodeBuilder code, CodeElement array) {
      code.with(array)
          .dup()
          .invokestatic(POINTS, "array", NOTHING.insertParameterTypes(0, ConstantDescs.CD_Object));
    }

    private void call(CodeBuilder code, InvokeInstruction call) {
      String owner = call.owner().asInternalName();
      String method = call.name().stringValue();
      switch (owner) {
        case VAR_HANDLE -> varHandle(code, call, method);
        case THREAD -> thread(code, call, method);
        case LOCK_SUPPORT -> code.invokestatic(POINTS, method, call.typeSymbol());
        case "java/lang/System" -> system(code, call, method);
        default -> other(code, call, owner, method);
      }
    }

    private void varHandle(CodeBuilder code, InvokeInstruction call, String method) {
      if (MODES.contains(method)) {
        code.invokedynamic(
            DynamicCallSiteDesc.of(
                ACCESS,
                method,
                call.typeSymbol().insertParameterTypes(0, ConstantDescs.CD_VarHandle),
                where()));
      } else {
        switch (method) {
          case "fullFence" -> code.invokestatic(POINTS, "fullFence", NOTHING);
          case "acquireFence", "loadLoadFence" ->
              code.invokestatic(POINTS, "acquireFence", NOTHING);
          case "releaseFence", "storeStoreFence" ->
              code.invokestatic(POINTS, "releaseFence", NOTHING);
          default -> code.with(call);
        }
      }
    }

    private void thread(CodeBuilder code, InvokeInstruction call, String method) {
      if (method.equals("onSpinWait") || method.equals("yield")) {
        code.invokestatic(POINTS, "spin", NOTHING);
      } else {
        code.with(call);
      }
    }

    private void system(CodeBuilder code, InvokeInstruction call, String method) {
      if (method.equals("nanoTime")) {
        code.invokestatic(POINTS, method, call.typeSymbol());
      } else {
        code.with(call);
      }
    }

    private void other(CodeBuilder code, InvokeInstruction call, String owner, String method) {
      if (takesInterrupts && method.equals("takeUpcalls")) {
        taking(code, call);
        return;
      }
      if (owner.equals("shootdown/sync/Processor") && method.equals("handle")) {
        code.invokestatic(POINTS, "taken", NOTHING);
      }
      code.with(call);
      if (owner.equals("shootdown/trace/TraceRing") && method.equals("record")) {
        code.invokestatic(POINTS, "traced", NOTHING);
      }
      if (numbers && !numbered && owner.equals("java/lang/Object") && method.equals("<init>")) {
        numbered = true;
        code.aload(0)
            .invokestatic(POINTS, "birth", INT)
            .putfield(type, BIRTH, ConstantDescs.CD_int);
      }
    }

    /// With the vCPU on the stack.
    private void taking(CodeBuilder code, InvokeInstruction call) {
      Label later = code.newLabel();
      Label end = code.newLabel();
      code.invokestatic(POINTS, "arrives", MethodTypeDesc.of(ConstantDescs.CD_boolean))
          .ifeq(later)
          .with(call)
          .goto_(end)
          .labelBinding(later)
          .pop()
          .labelBinding(end);
    }

    /// With the holder, and the value if it is a write, on the stack.
    private void plain(CodeBuilder code, FieldInstruction access) {
      String field = access.name().stringValue();
      if (access.opcode() == Opcode.GETFIELD) {
        code.dup();
        tell(code, "plain", PLAIN, field, false);
      } else if (access.opcode() == Opcode.PUTFIELD) {
        TypeKind kind = TypeKind.from(access.typeSymbol());
        int value = code.allocateLocal(kind);
        code.storeLocal(kind, value).dup();
        tell(code, "plain", PLAIN, field, true);
        code.loadLocal(kind, value);
      }
    }

    private void tell(
        CodeBuilder code,
        String method,
        MethodTypeDesc type,
        @Nullable String field,
        boolean writes) {
      if (field != null) {
        code.loadConstant(field);
      }
      code.loadConstant(writes ? 1 : 0).loadConstant(where()).invokestatic(POINTS, method, type);
    }

    private void field(CodeBuilder code, FieldInstruction access) {
      Optional<FieldModel> declared = declared(access);
      if (declared.filter(f -> f.flags().has(AccessFlag.VOLATILE)).isEmpty()) {
        if (watched && declared.filter(f -> !f.flags().has(AccessFlag.FINAL)).isPresent()) {
          plain(code, access);
        }
        code.with(access);
        return;
      }
      ClassDesc owner = access.owner().asSymbol();
      ClassDesc value = access.typeSymbol();
      MethodTypeDesc shape =
          switch (access.opcode()) {
            case GETFIELD -> MethodTypeDesc.of(value, owner);
            case GETSTATIC -> MethodTypeDesc.of(value);
            case PUTFIELD -> MethodTypeDesc.of(ConstantDescs.CD_void, owner, value);
            default -> MethodTypeDesc.of(ConstantDescs.CD_void, value);
          };
      String mode =
          access.opcode() == Opcode.GETFIELD || access.opcode() == Opcode.GETSTATIC
              ? "getVolatile"
              : "setVolatile";
      code.invokedynamic(
          DynamicCallSiteDesc.of(
              VOLATILE, mode, shape, where(), owner, access.name().stringValue()));
    }
  }

  /// Looks the field up in its owner and the owner's superclasses, as far as they are ours.
  private Optional<FieldModel> declared(FieldInstruction access) {
    String name = access.name().stringValue();
    Optional<ClassModel> owner = ours.apply(access.owner().asInternalName());
    while (owner.isPresent()) {
      for (FieldModel field : owner.get().fields()) {
        if (field.fieldName().equalsString(name)) {
          return Optional.of(field);
        }
      }
      owner = owner.get().superclass().flatMap(s -> ours.apply(s.asInternalName()));
    }
    return Optional.empty();
  }
}
