package shootdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The access tables of the packages, held against the class files: every variable that is reached
/// through a VarHandle has a row, and the row names the access modes that the code uses, no more
/// and no fewer.
final class AccessTablesTest {
  private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  private static final Path SOURCES = Path.of("src/main/java/shootdown");

  /// Handles of array elements do not tell which array: the fields, by class and constant.
  private static final Map<String, String> ARRAYS =
      Map.ofEntries(
          Map.entry("Memory.WORD", "Memory.words"),
          Map.entry("Memory.STAMP", "Memory.stamps"),
          Map.entry("EventChannels.NOTIFY", "EventChannels.notify"),
          Map.entry("EventChannels.IPI_PORT", "EventChannels.ipiPort"),
          Map.entry("Scene.PHASE", "Scene.phase"),
          Map.entry("FrameTable.INFO", "FrameTable.infos"),
          Map.entry("FrameTable.LINEAR", "FrameTable.linear"),
          Map.entry("Tlb.SLOT", "Tlb.slots"),
          Map.entry("CallData.RAN", "CallData.ran"),
          Map.entry("Player.PLAYED", "Player.played"),
          Map.entry("Player.SPENT", "Player.spent"),
          Map.entry("Tally.COUNT", "Tally.counts"),
          Map.entry("KmapCache.COUNT", "KmapCache.counts"),
          Map.entry("PageFlags.FLAGS", "PageFlags.flags"),
          Map.entry("PageAllocator.HEAD", "PageAllocator.heads"),
          Map.entry("PageAllocator.NEXT", "PageAllocator.next"));

  /// Fields that stand in a class of their own for the sake of the layout.
  private static final Map<String, String> LAYOUT = Map.of("IpiMailboxFields", "IpiMailbox");

  /// Access modes by `Class.field`, as the code has them.
  private static Map<String, Set<String>> used() {
    Map<String, Set<String>> used = new TreeMap<>();
    for (ClassModel model : ClassFiles.all()) {
      if (ClassFiles.packageOf(model.thisClass().asInternalName()).equals("explore")) {
        continue; // handles of others
      }
      Map<String, String> handles = handles(model);
      for (MethodModel method : model.methods()) {
        collect(method, handles, used);
      }
    }
    return used;
  }

  /// The field behind each of the class's handles.
  private static Map<String, String> handles(ClassModel model) {
    String type = simple(model.thisClass().asInternalName());
    Map<String, String> handles = new HashMap<>();
    for (MethodModel method : model.methods()) {
      if (!method.methodName().equalsString("<clinit>") || method.code().isEmpty()) {
        continue;
      }
      String name = "";
      for (CodeElement element : method.code().get()) {
        if (element instanceof ConstantInstruction constant
            && constant.constantValue() instanceof String text) {
          name = text;
        } else if (element instanceof FieldInstruction put
            && put.opcode() == Opcode.PUTSTATIC
            && put.type().stringValue().equals("L" + VAR_HANDLE + ";")) {
          String handle = type + "." + put.name().stringValue();
          handles.put(put.name().stringValue(), ARRAYS.getOrDefault(handle, type + "." + name));
          name = "";
        }
      }
    }
    return handles;
  }

  private static void collect(
      MethodModel method, Map<String, String> handles, Map<String, Set<String>> used) {
    if (method.code().isEmpty()) {
      return;
    }
    Deque<String> open = new ArrayDeque<>();
    for (CodeElement element : method.code().get()) {
      if (element instanceof FieldInstruction get
          && get.opcode() == Opcode.GETSTATIC
          && get.type().stringValue().equals("L" + VAR_HANDLE + ";")) {
        open.push(handles.getOrDefault(get.name().stringValue(), "?" + get.name().stringValue()));
      } else if (element instanceof InvokeInstruction call
          && call.opcode() == Opcode.INVOKEVIRTUAL
          && call.owner().asInternalName().equals(VAR_HANDLE)
          && call.name().stringValue().matches("get.*|set.*|compareAnd.*|weakCompareAnd.*")) {
        used.computeIfAbsent(open.pop(), field -> new TreeSet<>())
            .add(word(call.name().stringValue()));
      }
    }
  }

  /// As the tables say it.
  private static String word(String mode) {
    if (mode.startsWith("compareAndSet")) {
      return "CAS";
    }
    if (mode.startsWith("getAndBitwise")) {
      return "getAndBitwise";
    }
    if (mode.startsWith("getAnd")) {
      return mode.replace("Acquire", "").replace("Release", "");
    }
    String order = mode.substring(3).toLowerCase(java.util.Locale.ROOT);
    return (mode.startsWith("get") ? "r " : "w ") + (order.isEmpty() ? "plain" : order);
  }

  /// The same, as the tables have them; plain accesses need no handle and are left out.
  private static Map<String, Set<String>> told() throws IOException {
    Map<String, Set<String>> told = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.endsWith("package-info.java")).toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] cells = line.split("\\|", -1);
          if (line.startsWith("/// |") && cells.length > 4 && cells[1].contains(".")) {
            Set<String> modes = new TreeSet<>(words(cells[2], "r "));
            modes.addAll(words(cells[3], "w "));
            if (!modes.isEmpty()) {
              told.put(cells[1].strip(), modes);
            }
          }
        }
      }
    }
    return told;
  }

  private static List<String> words(String cell, String prefix) {
    return Arrays.stream(cell.split(",", -1))
        .map(String::strip)
        .filter(w -> !w.isEmpty() && !w.equals("plain") && !w.equals("never") && !w.equals("-"))
        .map(w -> w.startsWith("getAndBitwise") ? "getAndBitwise" : w)
        .map(w -> w.equals("CAS") || w.startsWith("getAnd") ? w : prefix + w)
        .toList();
  }

  /// `Mm.users, Mm.count` and `CallData.started, finished` are two each.
  private static Map<String, Set<String>> apart(Map<String, Set<String>> rows) {
    Map<String, Set<String>> apart = new TreeMap<>();
    rows.forEach(
        (names, modes) -> {
          String type = "";
          for (String name : names.split(", *", -1)) {
            type = name.contains(".") ? name.substring(0, name.indexOf('.')) : type;
            String field = name.substring(name.indexOf('.') + 1);
            apart
                .computeIfAbsent(
                    LAYOUT.getOrDefault(type, type) + "." + field, f -> new TreeSet<>())
                .addAll(modes);
          }
        });
    return apart;
  }

  private static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1);
  }

  @Test
  void theTablesSayWhatTheCodeDoes() throws IOException {
    assertEquals(lines(apart(used())), lines(apart(told())));
  }

  private static String lines(Map<String, Set<String>> modes) {
    return modes.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining("\n"));
  }
}
