package shootdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Who may know whom: the table of packages in the README, held against the class files.
final class ArchitectureTest {
  private static final Pattern OURS = Pattern.compile("shootdown/[\\w/$]+");

  /// Package to the packages it may use, itself included.
  private static Map<String, Set<String>> allowed() {
    var allowed = new TreeMap<String, Set<String>>();
    for (List<String> row : Readme.table("Packages")) {
      String name = row.getFirst().replace("`", "");
      var uses = new HashSet<>(Arrays.asList(row.get(1).replace("`", "").split(",? +")));
      uses.add(name);
      allowed.put(name, uses);
    }
    return allowed;
  }

  @Test
  void everyPackageKnowsOnlyWhomItMay() {
    Map<String, Set<String>> allowed = allowed();
    var broken = new TreeSet<String>();
    for (ClassModel model : ClassFiles.all()) {
      String from = ClassFiles.packageOf(model.thisClass().asInternalName());
      Set<String> may = allowed.getOrDefault(from, Set.of());
      for (String to : packagesUsed(model)) {
        if (!may.contains(to)) {
          broken.add(from + " -> " + to + " in " + ClassFiles.nameOf(model));
        }
      }
    }
    assertEquals(Set.of(), broken, "edges that the README does not allow");
  }

  @Test
  void everyAllowedEdgeIsUsed() {
    var used = new TreeMap<String, Set<String>>();
    for (ClassModel model : ClassFiles.all()) {
      used.computeIfAbsent(
              ClassFiles.packageOf(model.thisClass().asInternalName()), p -> new TreeSet<>())
          .addAll(packagesUsed(model));
    }
    var unused = new TreeSet<String>();
    allowed()
        .forEach(
            (from, may) ->
                may.stream()
                    .filter(to -> !to.equals("-") && !to.equals(from))
                    .filter(to -> !used.getOrDefault(from, Set.of()).contains(to))
                    .forEach(to -> unused.add(from + " -> " + to)));
    assertEquals(Set.of(), unused, "edges that nobody needs");
  }

  @Test
  void theTableNamesEveryPackage() {
    Set<String> packages =
        ClassFiles.all().stream()
            .map(model -> ClassFiles.packageOf(model.thisClass().asInternalName()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(packages, allowed().keySet());
  }

  @Test
  void everyPackageSaysWhatItIsAndThatNullsAreNamed() {
    for (String name : allowed().keySet()) {
      assertTrue(
          ClassFiles.all().stream()
              .filter(
                  m -> m.thisClass().asInternalName().equals("shootdown/" + name + "/package-info"))
              .anyMatch(ArchitectureTest::isNullMarked),
          () -> name + " has no package-info that is @NullMarked");
    }
  }

  private static boolean isNullMarked(ClassModel model) {
    String descriptor = NullMarked.class.descriptorString();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof Utf8Entry utf8 && utf8.equalsString(descriptor)) {
        return true;
      }
    }
    return false;
  }

  /// From class references and from every descriptor: a type that is only passed on counts too.
  private static Set<String> packagesUsed(ClassModel model) {
    var used = new TreeSet<String>();
    for (PoolEntry entry : model.constantPool()) {
      String text =
          switch (entry) {
            case ClassEntry type -> type.asInternalName();
            case Utf8Entry utf8 -> utf8.stringValue();
            default -> "";
          };
      Matcher ours = OURS.matcher(text);
      while (ours.find()) {
        String name = ClassFiles.packageOf(ours.group());
        if (!name.isEmpty()) {
          used.add(name);
        }
      }
    }
    return used;
  }
}
