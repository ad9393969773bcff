package survey;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Puts the mutants of one method into its code.
///
/// | in the code | mutants |
/// |---|---|
/// | a call that returns nothing | *skip* it |
/// | a call that returns a boolean, int or long | *skip* it, as if it had returned *false*, *true*; *0* |
/// | a call that tests and changes | make it and *deny* what it says |
/// | a branch | *negate* it |
/// | a write to a field | *forget* it |
/// | two statements in a row, neither using a variable the other stores | *swap* them |
/// | `VarHandle.setVolatile` | *weaken* it to a release |
/// | a parameter read where another has its type | read *the other* |
/// | a constant of an enum of ours | the *next* one |
///
/// Events, breaches and interrupt points are left alone: the first two say what is, and a schedule
/// has another interrupt point soon.
final class MethodMutator {
  /// Numbers a mutant.
  interface Mutants {
    int add(int line, String what);
  }

  private static final ClassDesc SWITCH = Switch.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc ON =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int);
  private static final Set<String> LEFT_ALONE =
      Set.of("trace", "interruptPoint", "breach", "beginSwitch", "endSwitch", "enter", "<init>");
  private static final Pattern TESTS_AND_CHANGES = Pattern.compile("^(test|try|compare)|And");

  /// A name with its order: see the access tables.
  private static final Pattern CHANGES = Pattern.compile("(Volatile|Release)$");

  private static final MethodTypeDesc DENIED =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_boolean, ConstantDescs.CD_int);
  private static final Set<String> OURS =
      Set.of("shootdown/guest/LazyMode", "shootdown/cpu/TlbState", "shootdown/event/IpiVector");

  /// Two statements that change places, and where the mutant's code begins.
  private record Swap(int mutant, Statement first, Statement second, Label wrong) {}

  private final CodeBuilder to;
  private final String ours;
  private final List<CodeElement> code;
  private final List<ClassDesc> slots = new ArrayList<>();
  private final List<Swap> open = new ArrayList<>();
  private int line;

  MethodMutator(CodeBuilder to, MethodModel method, CodeModel code, String ours) {
    this.to = to;
    this.ours = ours;
    this.code = code.elementList();
    boolean isStatic = method.flags().has(AccessFlag.STATIC);
    if (!isStatic) {
      slots.add(ConstantDescs.CD_void);
    }
    for (ClassDesc parameter : method.methodTypeSymbol().parameterList()) {
      slots.add(parameter);
      if (TypeKind.from(parameter).slotSize() == 2) {
        slots.add(ConstantDescs.CD_void);
      }
    }
  }

  void mutate(Mutants mutants) {
    List<Statement> statements = Statement.in(code);
    for (int i = 0; i < code.size(); i++) {
      int at = i;
      CodeElement element = code.get(i);
      if (element instanceof LineNumber number) {
        line = number.line();
      }
      for (int s = 0; s < statements.size(); s++) {
        if (statements.get(s).from() == i) {
          begin(statements, s, mutants);
        }
      }
      switch (element) {
        case InvokeInstruction call
            when told(statements, at) && !CHANGES.matcher(call.name().stringValue()).find() ->
            to.with(call);
        case LoadInstruction load when told(statements, at) -> to.with(load);
        case InvokeInstruction call when isStep(call) -> call(call, mutants);
        case BranchInstruction branch when branch.opcode().sizeIfFixed() == 3 && isIf(branch) ->
            negate(branch, mutants);
        case FieldInstruction put when put.opcode() == Opcode.PUTFIELD -> forget(put, mutants);
        case FieldInstruction get when isEnum(get) -> next(get, mutants);
        case LoadInstruction load -> other(load, mutants);
        default -> to.with(element);
      }
      open.removeIf(swap -> swap.second().to() == at + 1 && end(swap));
    }
  }

  /// Whether it is part of an event or a breach that is told.
  private static boolean told(List<Statement> statements, int at) {
    return statements.stream()
        .anyMatch(s -> s.from() <= at && at < s.to() && LEFT_ALONE.contains(s.what()));
  }

  private boolean isStep(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    return !LEFT_ALONE.contains(name)
        && !name.startsWith("judge")
        && !owner.startsWith("shootdown/trace/")
        && (owner.startsWith(ours) || owner.equals("java/lang/invoke/VarHandle"));
  }

  private static boolean isIf(BranchInstruction branch) {
    return branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W;
  }

  // --- one instruction ---

  /// Asks the switch: what follows is the right way, what [Fork#wrong] binds the other.
  private record Fork(Label wrong, Label end) {}

  private Fork fork(int mutant) {
    Label wrong = to.newLabel();
    to.loadConstant(mutant).invokestatic(SWITCH, "on", ON).ifne(wrong);
    return new Fork(wrong, to.newLabel());
  }

  private void call(InvokeInstruction call, Mutants mutants) {
    String name = call.name().stringValue();
    switch (TypeKind.from(call.typeSymbol().returnType())) {
      case VOID -> skip(call, mutants);
      case BOOLEAN -> {
        instead(call, "false", to::iconst_0, mutants);
        if (TESTS_AND_CHANGES.matcher(name).find()) {
          to.loadConstant(mutants.add(line, "deny " + name)).invokestatic(SWITCH, "denied", DENIED);
        }
      }
      case BYTE, INT -> instead(call, "0", to::iconst_0, mutants);
      case LONG -> instead(call, "0", to::lconst_0, mutants);
      default -> to.with(call);
    }
  }

  /// Without the call; what it would return must be on the stack all the same.
  private void instead(InvokeInstruction call, String word, Runnable wrong, Mutants mutants) {
    String name = call.name().stringValue();
    Label end = to.newLabel();
    List<Label> others = new ArrayList<>();
    boolean isBoolean = word.equals("false");
    for (String w : isBoolean ? List.of("false", "true") : List.of(word)) {
      Label other = to.newLabel();
      to.loadConstant(mutants.add(line, "skip " + name + " as " + w))
          .invokestatic(SWITCH, "on", ON)
          .ifne(other);
      others.add(other);
    }
    to.with(call).goto_(end);
    for (int i = 0; i < others.size(); i++) {
      to.labelBinding(others.get(i));
      popAll(call);
      if (i == 0) {
        wrong.run();
      } else {
        to.iconst_1();
      }
      if (i + 1 < others.size()) {
        to.goto_(end);
      }
    }
    to.labelBinding(end);
  }

  private void popAll(InvokeInstruction call) {
    call.typeSymbol().parameterList().reversed().forEach(this::pop);
    if (call.opcode() != Opcode.INVOKESTATIC) {
      to.pop();
    }
  }

  private void skip(InvokeInstruction call, Mutants mutants) {
    String name = call.name().stringValue();
    if (name.equals("setVolatile") && call.owner().asInternalName().endsWith("/VarHandle")) {
      Fork fork = fork(mutants.add(line, "weaken " + name));
      to.with(call).goto_(fork.end()).labelBinding(fork.wrong());
      to.invokevirtual(ConstantDescs.CD_VarHandle, "setRelease", call.typeSymbol());
      to.labelBinding(fork.end());
      return;
    }
    Fork fork = fork(mutants.add(line, "skip " + name));
    to.with(call).goto_(fork.end()).labelBinding(fork.wrong());
    popAll(call);
    to.labelBinding(fork.end());
  }

  private void pop(ClassDesc type) {
    if (TypeKind.from(type).slotSize() == 2) {
      to.pop2();
    } else {
      to.pop();
    }
  }

  private void negate(BranchInstruction branch, Mutants mutants) {
    Fork fork =
        fork(
            mutants.add(
                line, "negate " + branch.opcode().name().toLowerCase(java.util.Locale.ROOT)));
    to.with(branch).goto_(fork.end()).labelBinding(fork.wrong());
    to.branch(opposite(branch.opcode()), branch.target()).labelBinding(fork.end());
  }

  private static Opcode opposite(Opcode opcode) {
    return switch (opcode) {
      case IFEQ -> Opcode.IFNE;
      case IFNE -> Opcode.IFEQ;
      case IFLT -> Opcode.IFGE;
      case IFGE -> Opcode.IFLT;
      case IFGT -> Opcode.IFLE;
      case IFLE -> Opcode.IFGT;
      case IF_ICMPEQ -> Opcode.IF_ICMPNE;
      case IF_ICMPNE -> Opcode.IF_ICMPEQ;
      case IF_ICMPLT -> Opcode.IF_ICMPGE;
      case IF_ICMPGE -> Opcode.IF_ICMPLT;
      case IF_ICMPGT -> Opcode.IF_ICMPLE;
      case IF_ICMPLE -> Opcode.IF_ICMPGT;
      case IF_ACMPEQ -> Opcode.IF_ACMPNE;
      case IF_ACMPNE -> Opcode.IF_ACMPEQ;
      case IFNULL -> Opcode.IFNONNULL;
      case IFNONNULL -> Opcode.IFNULL;
      default -> throw new IllegalArgumentException("no opposite: opcode=" + opcode);
    };
  }

  private void forget(FieldInstruction put, Mutants mutants) {
    Fork fork = fork(mutants.add(line, "forget " + put.name().stringValue()));
    to.with(put).goto_(fork.end()).labelBinding(fork.wrong());
    pop(put.typeSymbol());
    to.pop().labelBinding(fork.end());
  }

  private static boolean isEnum(FieldInstruction get) {
    return get.opcode() == Opcode.GETSTATIC && OURS.contains(get.owner().asInternalName());
  }

  private void next(FieldInstruction get, Mutants mutants) {
    String name = get.name().stringValue();
    for (String other : others(get.owner().asInternalName(), name)) {
      Fork fork = fork(mutants.add(line, name + " is " + other));
      to.with(get).goto_(fork.end()).labelBinding(fork.wrong());
      to.getstatic(get.owner().asSymbol(), other, get.typeSymbol()).labelBinding(fork.end());
      return;
    }
    to.with(get);
  }

  /// The one after it, if it is a constant of its enum.
  private static List<String> others(String type, String name) {
    try {
      Object[] all = Class.forName(type.replace('/', '.')).getEnumConstants();
      for (int i = 0; i < all.length; i++) {
        if (((Enum<?>) all[i]).name().equals(name)) {
          return List.of(((Enum<?>) all[(i + 1) % all.length]).name());
        }
      }
      return List.of();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(type, e);
    }
  }

  private void other(LoadInstruction load, Mutants mutants) {
    int slot = load.slot();
    if (slot < slots.size() && !slots.get(slot).equals(ConstantDescs.CD_void)) {
      ClassDesc type = slots.get(slot);
      for (int i = 0; i < slots.size(); i++) {
        if (i != slot && slots.get(i).equals(type)) {
          Fork fork = fork(mutants.add(line, "parameter " + slot + " is " + i));
          to.with(load).goto_(fork.end()).labelBinding(fork.wrong());
          to.loadLocal(load.typeKind(), i).labelBinding(fork.end());
          return;
        }
      }
    }
    to.with(load);
  }

  // --- two statements ---

  private void begin(List<Statement> statements, int first, Mutants mutants) {
    Statement a = statements.get(first);
    if (isIdle(a)) {
      return;
    }
    int end = a.to();
    for (int i = first + 1; i < statements.size(); i++) {
      Statement b = statements.get(i);
      if (!isContinued(end, b.from()) || !Statement.commute(code, a, b)) {
        return;
      }
      if (!isIdle(b)) {
        int mutant = mutants.add(line, "swap " + a.what() + ", " + b.what());
        Label wrong = to.newLabel();
        to.loadConstant(mutant).invokestatic(SWITCH, "on", ON).ifne(wrong);
        open.add(new Swap(mutant, a, b, wrong));
        return;
      }
      end = b.to();
    }
  }

  /// Whether it changes nothing: it tells, judges, or gets something to work with.
  private static boolean isIdle(Statement statement) {
    return LEFT_ALONE.contains(statement.what())
        || statement.what().startsWith("judge")
        || statement.gets();
  }

  /// Whether nothing is done between.
  private boolean isContinued(int from, int to) {
    return code.subList(from, to).stream()
        .noneMatch(element -> element instanceof java.lang.classfile.Instruction);
  }

  /// The mutant's code: what stands between, the second, the first.
  private boolean end(Swap swap) {
    Label end = to.newLabel();
    to.goto_(end).labelBinding(swap.wrong());
    copy(swap.first().to(), swap.second().to());
    copy(swap.first().from(), swap.first().to());
    to.labelBinding(end);
    return true;
  }

  private void copy(int from, int end) {
    for (CodeElement element : code.subList(from, end)) {
      if (element instanceof java.lang.classfile.Instruction && !(element instanceof LabelTarget)) {
        to.with(element);
      }
    }
  }
}
