package shootdown.stress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;

/// Every test that jcstress will run, read from the list that its processor wrote; and every story
/// that only the explorer plays, read from a list of our own.
public final class Stories {
  private static final Pattern NAME_LENGTH = Pattern.compile("(?:JCTEST)?(\\d+)S");

  private Stories() {}

  static List<Class<?>> tests() {
    String list = new String(read("/META-INF/TestList"), StandardCharsets.UTF_8);
    return list.lines().<Class<?>>map(Stories::testOf).toList();
  }

  /// Those that ask a question.
  static List<Class<?>> stories() {
    return tests().stream().filter(test -> test.isAnnotationPresent(Story.class)).toList();
  }

  /// Those that jcstress does not know: of three vCPUs and more.
  static List<Class<?>> explored() {
    String list = new String(read("/META-INF/shootdown/explored"), StandardCharsets.UTF_8);
    return list.lines().<Class<?>>map(Stories::named).toList();
  }

  public static List<Class<?>> all() {
    return Stream.concat(stories().stream(), explored().stream()).toList();
  }

  /// How many vCPUs a story plays.
  public static long players(Class<?> story) {
    return Stream.of(story.getMethods()).filter(m -> m.isAnnotationPresent(Actor.class)).count();
  }

  /// Whether jcstress plays the kernels it convicts.
  static boolean hasMutants(Class<?> story) {
    return tests().stream()
        .anyMatch(t -> t.isAnnotationPresent(InTurn.class) && t.getSuperclass() == story);
  }

  /// The story of that simple name.
  static Class<?> named(String simpleName, List<Class<?>> among) {
    return among.stream()
        .filter(story -> story.getSimpleName().equals(simpleName))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such story: " + simpleName));
  }

  /// The baselines.
  static List<Class<?>> controls() {
    return tests().stream()
        .filter(test -> !test.isAnnotationPresent(Story.class))
        .filter(test -> !test.isAnnotationPresent(InTurn.class))
        .filter(test -> !isModel(test))
        .toList();
  }

  /// A race in a few words of memory, beside the story that plays it on the machine.
  static List<Class<?>> models() {
    return tests().stream().filter(Stories::isModel).toList();
  }

  private static boolean isModel(Class<?> test) {
    return test.getSimpleName().equals("Model");
  }

  static Story storyOf(Class<?> test) {
    return Objects.requireNonNull(test.getAnnotation(Story.class), test::getName);
  }

  static Scene scene(Class<?> story) {
    try {
      return (Scene) story.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(story.getName(), e);
    }
  }

  static byte[] read(String resource) {
    try (InputStream in = Stories.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A line begins with the test's name and its binary name, each after its length.
  private static Class<?> testOf(String line) {
    int from = 0;
    String name = "";
    for (int i = 0; i < 2; i++) {
      Matcher length = NAME_LENGTH.matcher(line).region(from, line.length());
      if (!length.lookingAt()) {
        throw new IllegalStateException("not a line of a test list: " + line);
      }
      from = length.end() + Integer.parseInt(length.group(1));
      name = line.substring(length.end(), from);
    }
    return named(name);
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
