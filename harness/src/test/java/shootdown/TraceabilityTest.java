package shootdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import shootdown.oracle.Invariant;
import shootdown.trace.LockKind;

/// What the README says of the code is there in the code.
final class TraceabilityTest {
  private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

  private static Set<String> methods() {
    var names = new HashSet<String>();
    for (ClassModel model : ClassFiles.all()) {
      String type = ClassFiles.nameOf(model);
      String simple = type.substring(type.lastIndexOf('.') + 1);
      model.methods().forEach(m -> names.add(simple + "." + m.methodName().stringValue()));
      model.fields().forEach(f -> names.add(simple + "." + f.fieldName().stringValue()));
    }
    return names;
  }

  private static Set<String> missing(List<List<String>> rows) {
    Set<String> there = methods();
    var missing = new TreeSet<String>();
    for (List<String> row : rows) {
      for (String cell : row) {
        Matcher named = METHOD.matcher(cell);
        while (named.find()) {
          String method = named.group(1) + "." + named.group(2);
          if (!there.contains(method)) {
            missing.add(method);
          }
        }
      }
    }
    return missing;
  }

  @Test
  void everyMethodThatTheSeedIsTracedToExists() {
    List<List<String>> rows = Readme.table("From the seed to the code");
    assertEquals(Set.of(), missing(rows));
    for (List<String> row : rows) {
      assertEquals(3, row.size(), row::toString);
      assertTrue(METHOD.matcher(row.get(2)).find(), () -> "nothing named in " + row);
    }
  }

  /// The subjects of the seed's diff, told by the names that it changes or calls.
  @Test
  void everyFunctionOfTheSeedsDiffIsTraced() {
    String text =
        Readme.table("From the seed to the code").stream()
            .flatMap(List::stream)
            .collect(Collectors.joining(" "));
    var untold = new ArrayList<String>();
    for (String name :
        List.of(
            "pgd_walk",
            "pin_page",
            "xen_mc_batch",
            "xen_mc_issue",
            "kmap_flush_unused",
            "xen_exit_mmap",
            "drop_other_mm_ref",
            "drop_mm_ref",
            "cpu_tlbstate",
            "leave_mm",
            "load_cr3",
            "swapper_pg_dir",
            "cpu_vm_mask",
            "xen_smp_call_function_mask",
            "get_cpu",
            "put_cpu",
            "xen_pgd_unpin",
            "CONFIG_SMP",
            "#else",
            "smp_ops",
            "flush_tlb_others")) {
      if (!text.contains(name)) {
        untold.add(name);
      }
    }
    assertEquals(List.of(), untold);
  }

  @Test
  void theInvariantsAreThoseOfTheOracle() {
    List<List<String>> expected =
        Arrays.stream(Invariant.values())
            .map(i -> List.of(i.name(), i.statement(), i.source()))
            .toList();
    assertEquals(expected, Readme.table("Invariants"));
  }

  @Test
  void theLocksAreThoseOfTheTrace() {
    List<List<String>> rows = Readme.table("Locks");
    for (LockKind kind : LockKind.values()) {
      List<String> row =
          rows.stream()
              .filter(r -> r.getFirst().startsWith("`" + kind.word() + "`"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(kind + " is not in the table"));
      assertEquals(kind.heldAcrossIpiWait(), row.get(2).startsWith("yes"), () -> kind + " " + row);
      assertFalse(row.get(3).isBlank());
    }
    assertEquals(LockKind.values().length, rows.size());
    assertEquals(Set.of(), missing(rows));
  }
}
