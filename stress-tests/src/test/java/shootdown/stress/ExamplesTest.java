package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.example.BroadcastDrop;
import shootdown.example.CountedDrop;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.Settings;
import shootdown.machine.Scene;

/// Kernels as a user would bring them hold in every story, by the name of their class; and what the
/// README shows is one of them.
final class ExamplesTest {
  private static final Pattern CODE = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

  private static final Settings SETTINGS =
      Settings.DEFAULT.bound(1).executions(400).time(Duration.ofMinutes(2));

  private static final Explorer EXPLORER =
      new Explorer(Carrier.best(), ExamplesTest.class.getClassLoader());

  static Stream<Arguments> examplesAndStories() {
    return Stream.of(BroadcastDrop.class, CountedDrop.class)
        .flatMap(kernel -> Stories.all().stream().map(story -> Arguments.of(kernel, story)));
  }

  @ParameterizedTest
  @MethodSource("examplesAndStories")
  void holds(Class<?> kernel, Class<?> story) {
    Findings findings =
        EXPLORER.exploreUntil(
            story.getName(),
            SETTINGS.kernel(kernel.getName()),
            outcome -> !outcome.startsWith(Scene.HELD));
    assertEquals(
        List.of(),
        findings.outcomes().stream()
            .filter(r -> !r.outcome().startsWith(Scene.HELD))
            .map(r -> r.schedule().toString())
            .toList());
    assertTrue(findings.executions() > 1, findings::toString);
  }

  /// The file that the README shows, as a user would make it: compiled, and explored by its name.
  @Test
  void whatTheReadmeShowsCompilesAndHolds(@TempDir Path mine) throws IOException {
    Path source = Files.writeString(mine.resolve("BroadcastDrop.java"), shown());
    int rc =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                mine.toString(),
                source.toString());
    assertEquals(0, rc);
    try (var loader = new URLClassLoader(new URL[] {mine.toUri().toURL()})) {
      Findings findings =
          new Explorer(Carrier.best(), loader)
              .explore(
                  "shootdown.stress.Exit_01_LazyBorrower",
                  SETTINGS.kernel("com.example.BroadcastDrop"),
                  standing -> {});
      assertTrue(findings.first(o -> !o.startsWith(Scene.HELD)).isEmpty(), findings::toString);
      assertTrue(findings.executions() > 1, findings::toString);
    }
  }

  @Test
  void theReadmeShowsOneOfOurs() throws IOException {
    String shown = shown();
    assertTrue(shown.lines().count() <= 30);
    String file =
        Files.readString(Path.of("../harness/src/main/java/shootdown/example/BroadcastDrop.java"));
    assertTrue(file.contains(shown.substring(shown.indexOf("public final class"))), shown);
  }

  private static String shown() throws IOException {
    Matcher code = CODE.matcher(Files.readString(Path.of("../README.md")));
    assertTrue(code.find());
    return code.group(1);
  }
}
