package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.machine.Scene;

/// What a story's documentation says that was observed: a table with machine and date for the fixed
/// kernel and for every kernel that it convicts, and a result in words that is what they show. Of
/// the seed there is one too: it may break a rule where the story does not count on it.
final class ObservedTest {
  private static final Pattern MACHINE =
      Pattern.compile("x86_64, \\d+ cores, JDK [\\d.]+, 20\\d\\d-\\d\\d-\\d\\d, jcstress, .+:");
  private static final Pattern ROW = Pattern.compile("  (.+?) +([\\d,]+) +[\\d.]+%");
  private static final String INDENT = "///     ";

  static Stream<Class<?>> stories() {
    return Stories.stories().stream();
  }

  static Stream<Class<?>> models() {
    return Stories.stories().stream()
        .flatMap(story -> Stream.of(story.getDeclaredClasses()))
        .filter(inner -> inner.getSimpleName().equals("Model"));
  }

  /// What was seen of one kernel.
  private record Table(String kernel, List<String> outcomes) {
    String word() {
      Set<Boolean> held =
          outcomes.stream().map(o -> o.startsWith(Scene.HELD)).collect(Collectors.toSet());
      return held.size() == 2 ? "Sometimes" : held.contains(true) ? "Never" : "Always";
    }

    String name() {
      return switch (kernel) {
        case "fixed" -> "the fixed kernel";
        case "seed" -> "the seed";
        default -> kernel;
      };
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void saysWhatWasSeenAndWhere(Class<?> story) throws IOException {
    List<Table> tables = tables(documentation(story, "@JCStressTest"));
    Set<String> convicted =
        tables.stream()
            .filter(table -> !table.word().equals("Never"))
            .map(Table::kernel)
            .collect(Collectors.toSet());
    Set<String> claimed = Set.of(Stories.storyOf(story).convicts());
    assertTrue(convicted.containsAll(claimed), () -> claimed + ", seen: " + convicted);
    convicted.removeAll(claimed);
    assertTrue(Set.of("seed").containsAll(convicted), convicted::toString);
    Table fixed = tables.getFirst();
    assertEquals("fixed", fixed.kernel());
    assertTrue(fixed.outcomes().contains(Scene.HELD + ", " + Scene.OVERLAPPED));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void theResultIsWhatTheTablesShow(Class<?> story) throws IOException {
    List<String> lines = documentation(story, "@JCStressTest");
    String result =
        lines.stream()
            .dropWhile(line -> !line.startsWith("/// Result: "))
            .takeWhile(line -> !line.equals("///"))
            .map(line -> line.substring("/// ".length()))
            .collect(Collectors.joining(" "));
    String expected = "Result: " + inWords(tables(lines)) + ".";
    assertTrue(result.startsWith(expected), () -> result + "\n" + expected);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelSaysSoToo(Class<?> model) throws IOException {
    List<String> lines = documentation(model.getDeclaringClass(), "public static class Model");
    List<String> last = lines.subList(lines.lastIndexOf(""), lines.size());
    assertFalse(tables(last).isEmpty(), last::toString);
  }

  /// The lines before something, without what they are indented by.
  private static List<String> documentation(Class<?> story, String before) throws IOException {
    Path source = Path.of("src/main/java", story.getName().replace('.', '/') + ".java");
    String text = Files.readString(source);
    return text.substring(0, text.indexOf(before)).strip().lines().map(String::strip).toList();
  }

  /// Of each kernel, those that say which machine they are of.
  private static List<Table> tables(List<String> lines) {
    List<Table> tables = new ArrayList<>();
    String kernel = "";
    boolean dated = false;
    for (String line : lines) {
      String text = line.startsWith(INDENT) ? line.substring(INDENT.length()) : "";
      Matcher row = ROW.matcher(text);
      if (MACHINE.matcher(text).matches()) {
        dated = true;
      } else if (row.matches() && dated) {
        if (tables.isEmpty() || !tables.getLast().kernel().equals(kernel)) {
          tables.add(new Table(kernel, new ArrayList<>()));
        }
        tables.getLast().outcomes().add(row.group(1));
      } else if (!text.isEmpty()) {
        kernel = text;
      }
    }
    return tables;
  }

  private static String inWords(List<Table> tables) {
    return Stream.of("Never", "Always", "Sometimes")
        .flatMap(word -> inWords(word, tables).stream())
        .collect(Collectors.joining("; "));
  }

  private static Optional<String> inWords(String word, List<Table> tables) {
    List<String> names =
        tables.stream().filter(table -> table.word().equals(word)).map(Table::name).toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String others = String.join(", ", names.subList(0, names.size() - 1));
    return Optional.of(
        word + " for " + (others.isEmpty() ? "" : others + " and ") + names.getLast());
  }
}
