package survey;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A statement without a branch in it: code that begins and ends with an empty stack.
///
/// @param from its first element, a line number
/// @param to the element after its last
/// @param what the method it calls last, or the field it stores to; empty if it does neither
/// @param gets it keeps an object, or a value that no call gave, in a variable, and does no more
record Statement(int from, int to, String what, boolean gets) {
  /// All of a method's, in order.
  static List<Statement> in(List<CodeElement> code) {
    var statements = new ArrayList<Statement>();
    for (int i = 0; i < code.size(); i++) {
      if (code.get(i) instanceof LineNumber) {
        int end = end(code, i);
        if (end > 0) {
          statements.add(new Statement(i, end, what(code, i, end), gets(code, i, end)));
          i = end - 1;
        }
      }
    }
    return statements;
  }

  /// The end of the statement that begins there, or 0 if what is there is none.
  private static int end(List<CodeElement> code, int from) {
    int depth = 0;
    for (int i = from; i < code.size(); i++) {
      if (code.get(i) instanceof Instruction instruction) {
        Optional<Effect> effect = effect(instruction);
        if (effect.isEmpty() || effect.get().taken() > depth) {
          return 0;
        }
        depth += effect.get().given() - effect.get().taken();
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  private static String what(List<CodeElement> code, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (code.get(i) instanceof InvokeInstruction call) {
        return call.name().stringValue();
      }
      if (code.get(i) instanceof FieldInstruction field && field.opcode() == Opcode.PUTFIELD) {
        return field.name().stringValue();
      }
    }
    return "";
  }

  private static boolean gets(List<CodeElement> code, int from, int to) {
    return code.get(to - 1) instanceof StoreInstruction store
        && (store.typeKind() == TypeKind.REFERENCE || what(code, from, to).isEmpty());
  }

  /// Whether the one may come before the other: neither stores a variable that the other touches.
  static boolean commute(List<CodeElement> code, Statement a, Statement b) {
    Set<Integer> stores = a.slots(code, true);
    Set<Integer> others = b.slots(code, true);
    return java.util.Collections.disjoint(stores, b.slots(code, false))
        && java.util.Collections.disjoint(others, a.slots(code, false));
  }

  private Set<Integer> slots(List<CodeElement> code, boolean storedOnly) {
    var slots = new HashSet<Integer>();
    for (CodeElement element : code.subList(from, to)) {
      if (element instanceof StoreInstruction store) {
        slots.add(store.slot());
      } else if (!storedOnly && element instanceof LoadInstruction load) {
        slots.add(load.slot());
      }
    }
    return slots;
  }

  /// What an instruction does to the stack, in slots.
  private record Effect(int taken, int given) {
    static Effect of(TypeKind kind) {
      return new Effect(0, kind.slotSize());
    }

    static Optional<Effect> some(int taken, int given) {
      return Optional.of(new Effect(taken, given));
    }
  }

  /// Empty for one that no statement of ours has.
  private static Optional<Effect> effect(Instruction instruction) {
    return switch (instruction) {
      case LoadInstruction load -> Optional.of(Effect.of(load.typeKind()));
      case ConstantInstruction constant -> Optional.of(Effect.of(constant.typeKind()));
      case StoreInstruction store -> Effect.some(store.typeKind().slotSize(), 0);
      case ConvertInstruction c -> Effect.some(c.fromType().slotSize(), c.toType().slotSize());
      case TypeCheckInstruction _ -> Effect.some(1, 1);
      case FieldInstruction field -> Optional.of(ofField(field));
      case InvokeInstruction call -> Optional.of(ofCall(call));
      case OperatorInstruction operator -> Optional.of(ofOperator(operator.opcode()));
      case StackInstruction stack when stack.opcode() == Opcode.POP -> Effect.some(1, 0);
      case StackInstruction stack when stack.opcode() == Opcode.POP2 -> Effect.some(2, 0);
      default -> Optional.empty();
    };
  }

  private static Effect ofField(FieldInstruction field) {
    int value = TypeKind.from(field.typeSymbol()).slotSize();
    return switch (field.opcode()) {
      case GETFIELD -> new Effect(1, value);
      case PUTFIELD -> new Effect(value + 1, 0);
      case GETSTATIC -> new Effect(0, value);
      default -> new Effect(value, 0);
    };
  }

  private static Effect ofCall(InvokeInstruction call) {
    MethodTypeDesc type = call.typeSymbol();
    int taken = call.opcode() == Opcode.INVOKESTATIC ? 0 : 1;
    for (ClassDesc parameter : type.parameterList()) {
      taken += TypeKind.from(parameter).slotSize();
    }
    return new Effect(taken, TypeKind.from(type.returnType()).slotSize());
  }

  private static Effect ofOperator(Opcode opcode) {
    return switch (opcode) {
      case ARRAYLENGTH, INEG -> new Effect(1, 1);
      case LNEG -> new Effect(2, 2);
      case LCMP -> new Effect(4, 1);
      case LSHL, LSHR, LUSHR -> new Effect(3, 2);
      case LADD, LSUB, LMUL, LDIV, LREM, LAND, LOR, LXOR -> new Effect(4, 2);
      default -> new Effect(2, 1);
    };
  }
}
