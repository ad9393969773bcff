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
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.Superclass;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.reflect.AccessFlag;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rewrites a class so that everything it does to shared memory goes by the engine.
///
/// | in the code | becomes |
/// |---|---|
/// | `VarHandle` access, any mode | the same between [Points#before] and [Points#after], in a method of its own |
/// | read or write of a volatile field | the same between [Points#beforeField] and [Points#after] |
/// | `VarHandle.fullFence` | [Points#fullFence] |
/// | the weaker fences | [Points#acquireFence], [Points#releaseFence] |
/// | plain access to a field or an array's element, where races are looked for | tells [Points#plain], [Points#element] first |
/// | `Thread.onSpinWait`, `Thread.yield`, `LockSupport.parkNanos` | [Points#spin] |
/// | `LockSupport.unpark` | nothing |
/// | `System.nanoTime` | [Points#nanoTime] |
/// | taking a pending interrupt in `Processor.interruptPoint` | asks [Points#arrives] first |
/// | taking it anywhere | tells [Points#taken] |
/// | writing an event into a `TraceRing` | tells [Points#traced] |
/// | a step that a fault of the museum overrides | tells [Points#wrongStep] first |
/// | making an object or an array | gives it a number ([Born], [Points#array]) |
///
/// And each class learns to hand over its fields and to take them back ([Kept]).
final class Instrumentation {
  private static final ClassDesc POINTS = ClassDesc.of("shootdown.explore.Points");
  private static final ClassDesc BORN = ClassDesc.of("shootdown.explore.Born");

  /// What the methods that make accesses are named after.
  static final String ACCESS = "shootdown$access$";

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
  private static final MethodTypeDesc BEFORE =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_VarHandle,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
  private static final MethodTypeDesc BEFORE_FIELD =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_int);
  private static final MethodTypeDesc AFTER =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
  private static final MethodTypeDesc AFTER_CAS =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_boolean, ConstantDescs.CD_int);

  private static final ClassDesc KEPT = ClassDesc.of("shootdown.explore.Kept");
  private static final String KEEP = "shootdown$keep";
  private static final String TAKE_BACK = "shootdown$takeBack";
  private static final MethodTypeDesc KEEPING = MethodTypeDesc.of(ConstantDescs.CD_void, KEPT);

  private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  private static final String THREAD = "java/lang/Thread";
  private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";

  /// The kernels and hypervisors of the museum; what tells of them is never asked while one plays.
  private static final String FAULTS = "shootdown/fault/";

  private static final Set<String> MODES =
      Arrays.stream(AccessMode.values()).map(AccessMode::methodName).collect(Collectors.toSet());

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

  /// Whether the first in its line of superclasses is one that becomes [Born].
  private boolean isBorn(ClassModel model) {
    return isRoot(model)
        || model
            .superclass()
            .filter(s -> !model.flags().has(AccessFlag.INTERFACE))
            .flatMap(s -> ours.apply(s.asInternalName()))
            .filter(this::isBorn)
            .isPresent();
  }

  /// A way in which the class uses handles.
  private record Access(String mode, MethodTypeDesc type) {}

  private class Plain implements ClassTransform {
    final ClassModel model;
    private final Map<Access, String> accesses = new LinkedHashMap<>();

    Plain(ClassModel model) {
      this.model = model;
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
      if (element instanceof MethodModel method && method.code().isPresent()) {
        builder.transformMethod(
            method,
            MethodTransform.transformingCode(new Rewrite(this, method, this instanceof Root)));
      } else {
        builder.with(element);
      }
    }

    /// Calls the method that makes an access of this kind; its arguments are on the stack.
    void access(CodeBuilder code, Access access, int site) {
      String method =
          accesses.computeIfAbsent(access, a -> ACCESS + a.mode() + "$" + accesses.size());
      boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
      code.loadConstant(site)
          .invokestatic(model.thisClass().asSymbol(), method, passed(access), inInterface);
    }

    private static MethodTypeDesc passed(Access access) {
      MethodTypeDesc type = access.type();
      return type.insertParameterTypes(0, ConstantDescs.CD_VarHandle)
          .insertParameterTypes(type.parameterCount() + 1, ConstantDescs.CD_int);
    }

    @Override
    public void atEnd(ClassBuilder builder) {
      accesses.forEach(
          (access, name) ->
              builder.withMethodBody(
                  name,
                  passed(access),
                  ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                  code -> access(code, access)));
      if (isBorn(model)) {
        List<FieldModel> fields =
            model.fields().stream().filter(f -> !f.flags().has(AccessFlag.STATIC)).toList();
        List<FieldModel> variables =
            fields.stream().filter(f -> !f.flags().has(AccessFlag.FINAL)).toList();
        if (!fields.isEmpty()) {
          builder.withMethodBody(
              KEEP, KEEPING, ClassFile.ACC_PROTECTED, code -> keep(code, fields));
        }
        if (!variables.isEmpty()) {
          builder.withMethodBody(
              TAKE_BACK, KEEPING, ClassFile.ACC_PROTECTED, code -> takeBack(code, variables));
        }
      }
    }

    /// The class that this one extends from now on.
    ClassDesc above() {
      return model.superclass().orElseThrow().asSymbol();
    }

    private void keep(CodeBuilder code, List<FieldModel> fields) {
      code.aload(0).aload(1).invokespecial(above(), KEEP, KEEPING);
      for (FieldModel field : fields) {
        boolean varies = !field.flags().has(AccessFlag.FINAL);
        ClassDesc type = field.fieldTypeSymbol();
        if (varies || !type.isPrimitive()) {
          code.aload(1)
              .aload(0)
              .getfield(model.thisClass().asSymbol(), field.fieldName().stringValue(), type);
          word(code, TypeKind.from(type))
              .invokevirtual(
                  KEPT,
                  varies ? "put" : "meet",
                  MethodTypeDesc.of(
                      ConstantDescs.CD_void,
                      type.isPrimitive() ? ConstantDescs.CD_long : ConstantDescs.CD_Object));
        }
      }
      code.return_();
    }

    private void takeBack(CodeBuilder code, List<FieldModel> variables) {
      code.aload(0).aload(1).invokespecial(above(), TAKE_BACK, KEEPING);
      for (FieldModel field : variables) {
        ClassDesc type = field.fieldTypeSymbol();
        code.aload(0).aload(1);
        if (type.isPrimitive()) {
          code.invokevirtual(KEPT, "take", MethodTypeDesc.of(ConstantDescs.CD_long));
          ofWord(code, TypeKind.from(type));
        } else {
          code.invokevirtual(KEPT, "takeReference", MethodTypeDesc.of(ConstantDescs.CD_Object))
              .checkcast(type);
        }
        code.putfield(model.thisClass().asSymbol(), field.fieldName().stringValue(), type);
      }
      code.return_();
    }

    /// Any value on the stack, as a long or a reference.
    private static CodeBuilder word(CodeBuilder code, TypeKind kind) {
      return switch (kind) {
        case LONG, REFERENCE -> code;
        case FLOAT ->
            code.invokestatic(
                    ConstantDescs.CD_Float,
                    "floatToRawIntBits",
                    bits(ConstantDescs.CD_int, ConstantDescs.CD_float))
                .i2l();
        case DOUBLE ->
            code.invokestatic(
                ConstantDescs.CD_Double,
                "doubleToRawLongBits",
                bits(ConstantDescs.CD_long, ConstantDescs.CD_double));
        default -> code.i2l();
      };
    }

    /// And back.
    private static void ofWord(CodeBuilder code, TypeKind kind) {
      switch (kind) {
        case LONG -> {}
        case FLOAT ->
            code.l2i()
                .invokestatic(
                    ConstantDescs.CD_Float,
                    "intBitsToFloat",
                    bits(ConstantDescs.CD_float, ConstantDescs.CD_int));
        case DOUBLE ->
            code.invokestatic(
                ConstantDescs.CD_Double,
                "longBitsToDouble",
                bits(ConstantDescs.CD_double, ConstantDescs.CD_long));
        default -> code.l2i();
      }
    }

    private static MethodTypeDesc bits(ClassDesc result, ClassDesc argument) {
      return MethodTypeDesc.of(result, argument);
    }

    private static void access(CodeBuilder code, Access access) {
      MethodTypeDesc type = access.type();
      int coordinates = type.parameterCount() - values(access.mode());
      int site = code.parameterSlot(type.parameterCount() + 1);
      code.aload(0);
      if (coordinates > 0) {
        code.aload(code.parameterSlot(1));
      } else {
        code.aconst_null();
      }
      if (coordinates > 1) {
        code.iload(code.parameterSlot(2));
      } else {
        code.iconst_0();
      }
      code.iload(site).invokestatic(POINTS, "before", BEFORE).aload(0);
      for (int i = 0; i < type.parameterCount(); i++) {
        code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i + 1));
      }
      code.invokevirtual(ConstantDescs.CD_VarHandle, access.mode(), type).iload(site);
      if (access.mode().endsWith("CompareAndSet")
          || access.mode().startsWith("weakCompareAndSet")
          || access.mode().equals("compareAndSet")) {
        code.invokestatic(POINTS, "afterCas", AFTER_CAS);
      } else {
        code.invokestatic(POINTS, "after", AFTER);
      }
      code.return_(TypeKind.from(type.returnType()));
    }

    /// How many values an access of a mode takes, besides the place.
    private static int values(String mode) {
      return mode.startsWith("compare") || mode.startsWith("weakCompare")
          ? 2
          : mode.startsWith("set") || mode.startsWith("getAnd") ? 1 : 0;
    }
  }

  /// Its superclass becomes [Born].
  private final class Root extends Plain {
    Root(ClassModel model) {
      super(model);
    }

    @Override
    ClassDesc above() {
      return BORN;
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
      if (element instanceof Superclass) {
        builder.withSuperclass(BORN);
      } else {
        super.accept(builder, element);
      }
    }
  }

  /// Whether a method is the step that a fault overrides, in its kernel or in the hypervisor that
  /// it brings: everything of theirs that others can call but their name and which hypervisor it
  /// is.
  private static boolean isWrong(ClassModel model, MethodModel method) {
    String name = method.methodName().stringValue();
    return model.thisClass().asInternalName().startsWith(FAULTS)
        && !method.flags().has(AccessFlag.PRIVATE)
        && !name.startsWith("<")
        && !name.equals("name")
        && !name.equals("hypervisor");
  }

  /// The code of one method.
  private final class Rewrite implements CodeTransform {
    private final Plain within;
    private final ClassDesc type;
    private final String name;
    private final boolean numbers;
    private final boolean takesInterrupts;
    private final boolean watched;
    private final boolean wrong;
    private boolean numbered;
    private int line;

    Rewrite(Plain within, MethodModel method, boolean isRoot) {
      this.within = within;
      this.type = within.model.thisClass().asSymbol();
      this.name = method.methodName().stringValue();
      this.numbers = isRoot && name.equals(ConstantDescs.INIT_NAME);
      this.watched = watchesPlain && !name.startsWith("<");
      this.takesInterrupts =
          name.equals("interruptPoint")
              && within.model.thisClass().asInternalName().equals("shootdown/sync/Processor");
      this.wrong = isWrong(within.model, method);
    }

    @Override
    public void atStart(CodeBuilder code) {
      if (wrong) {
        code.invokestatic(POINTS, "wrongStep", NOTHING);
      }
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
        within.access(code, new Access(method, call.typeSymbol()), Site.add(method, where(), ""));
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
      if (numbers && !numbered && owner.equals("java/lang/Object") && method.equals("<init>")) {
        numbered = true;
        code.invokespecial(BORN, method, NOTHING);
      } else {
        code.with(call);
      }
      if (owner.equals("shootdown/trace/TraceRing") && method.equals("record")) {
        code.invokestatic(POINTS, "traced", NOTHING);
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
      volatileField(code, access);
    }

    /// With the holder, and the value if it is a write, on the stack.
    private void volatileField(CodeBuilder code, FieldInstruction access) {
      boolean isStatic = access.opcode() == Opcode.GETSTATIC || access.opcode() == Opcode.PUTSTATIC;
      boolean isGet = access.opcode() == Opcode.GETFIELD || access.opcode() == Opcode.GETSTATIC;
      int site =
          Site.add(
              isGet ? "getVolatile" : "setVolatile",
              where(),
              access.owner().asSymbol().displayName() + "." + access.name().stringValue());
      TypeKind kind = TypeKind.from(access.typeSymbol());
      int value = isGet ? 0 : code.allocateLocal(kind);
      if (!isGet) {
        code.storeLocal(kind, value);
      }
      if (isStatic) {
        code.aconst_null();
      } else {
        code.dup();
      }
      code.loadConstant(site).invokestatic(POINTS, "beforeField", BEFORE_FIELD);
      if (!isGet) {
        code.loadLocal(kind, value);
      }
      code.with(access).loadConstant(site).invokestatic(POINTS, "after", AFTER);
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
