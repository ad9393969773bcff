package shootdown.results.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shootdown.machine.Story;

/// Stories that are in nobody's list but our own, [#RESOURCE]: class names, one a line; empty lines
/// and lines that begin with `#` do not count.
final class ExploredOnly {
  static final String RESOURCE = "META-INF/shootdown/explored";

  private ExploredOnly() {}

  static List<StorySheet> onClassPath() {
    ClassLoader loader = ExploredOnly.class.getClassLoader();
    try {
      return Collections.list(loader.getResources(RESOURCE)).stream()
          .flatMap(ExploredOnly::names)
          .distinct()
          .flatMap(name -> sheet(name, loader).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> names(URL resource) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource.openStream(), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<StorySheet> sheet(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      int actors = (int) Arrays.stream(type.getMethods()).filter(ExploredOnly::isActor).count();
      Story story = type.getAnnotation(Story.class);
      return Optional.of(
          story == null ? StorySheet.unknown(name, actors) : StorySheet.of(name, actors, story));
    } catch (ClassNotFoundException e) {
      return Optional.empty(); // listed but absent: nothing that we could run
    }
  }

  /// By its simple name, as the explorer knows it: such a story need not know jcstress.
  private static boolean isActor(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(a -> a.annotationType().getSimpleName().equals("Actor"));
  }
}
