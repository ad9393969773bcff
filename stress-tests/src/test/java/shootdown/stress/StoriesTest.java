package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;
import shootdown.fault.Museum;
import shootdown.machine.Kernels;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.stress.explored.ThreeVcpus;

/// Every story says what it asks, asks what no other asks, and holds on the fixed kernel.
final class StoriesTest {
  private static final int SMOKE = 1000;
  private static final Pattern INVARIANT = Pattern.compile("S([1-9]|1\\d|2[0-2])|L[1-5]");
  private static final Pattern NAME = Pattern.compile("[A-Z][a-z]+_\\d\\d_[A-Za-z]+");

  static Stream<Class<?>> stories() {
    return Stories.stories().stream();
  }

  static Stream<Class<?>> all() {
    return Stories.all().stream();
  }

  @Test
  void thereAreEnough() {
    assertTrue(Stories.stories().size() >= 16, () -> "stories=" + Stories.stories().size());
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysWhatItAsks(Class<?> test) {
    Story story = Stories.storyOf(test);
    assertTrue(NAME.matcher(test.getSimpleName()).matches(), test.getSimpleName());
    assertTrue(story.question().endsWith("?"), story.question());
    assertFalse(story.standsFor().isBlank());
    assertTrue(story.guards().length > 0);
    for (String invariant : story.guards()) {
      assertTrue(INVARIANT.matcher(invariant).matches(), invariant);
    }
    for (String kernel : story.convicts()) {
      assertEquals(kernel, Kernels.byName(kernel).name());
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void hasAControl(Class<?> test) {
    String control = Stories.storyOf(test).control();
    assertTrue(
        Stories.controls().stream().anyMatch(c -> c.getSimpleName().equals(control)), control);
  }

  /// A number gives the reading order within a family, and is never used twice.
  @Test
  void numbersAreUsedOnce() {
    List<String> numbers =
        Stream.concat(Stories.all().stream(), Stories.controls().stream())
            .map(test -> test.getSimpleName().replaceFirst("_[A-Za-z]+$", ""))
            .toList();
    assertEquals(numbers.size(), new HashSet<>(numbers).size(), numbers::toString);
  }

  /// The README's rows are the stories' own words.
  @ParameterizedTest
  @MethodSource("stories")
  void isInTheReadme(Class<?> test) {
    Story story = Stories.storyOf(test);
    List<String> row =
        List.of(
            "`" + test.getSimpleName() + "`",
            story.question(),
            String.join(" ", story.guards()),
            story.convicts().length == 0 ? "–" : String.join(" ", story.convicts()));
    assertTrue(Readme.table("The stories").contains(row), row::toString);
  }

  /// jcstress plays what a story convicts, and nothing else.
  @ParameterizedTest
  @MethodSource("stories")
  void playsTheKernelsItConvicts(Class<?> test) {
    assertEquals(Stories.storyOf(test).convicts().length > 0, Stories.hasMutants(test));
  }

  /// Each by what its fault is told to be; the seed by what the story says that must not be.
  @ParameterizedTest
  @MethodSource("stories")
  void everyConvictionHasItsOwnWords(Class<?> test) throws ClassNotFoundException {
    if (!Stories.hasMutants(test)) {
      return;
    }
    String forbidden =
        Stream.of(test.getAnnotationsByType(Outcome.class))
            .filter(outcome -> outcome.expect() == Expect.FORBIDDEN)
            .map(Outcome::desc)
            .findFirst()
            .orElseThrow();
    List<String> expected =
        Stream.of(Stories.storyOf(test).convicts())
            .map(
                kernel ->
                    kernel
                        + ", [SL]\\d+ .*: "
                        + Museum.find(kernel)
                            .map(fault -> Museum.of(fault).title())
                            .orElse(forbidden))
            .toList();
    assertEquals(
        expected,
        Stream.of(Class.forName(test.getName() + "$Mutants").getAnnotationsByType(Outcome.class))
            .filter(outcome -> outcome.expect() == Expect.ACCEPTABLE_INTERESTING)
            .map(outcome -> outcome.id()[0] + ": " + outcome.desc())
            .toList());
  }

  /// The orthogonality table: no two stories guard the same with the same operations.
  @Test
  void noTwoRowsAreAlike() {
    Map<String, String> seen = new HashMap<>();
    for (Class<?> test : Stories.all()) {
      String row = String.join(" ", Stories.storyOf(test).guards()) + " | " + Operations.of(test);
      String other = seen.put(row, test.getSimpleName());
      assertEquals(null, other, () -> test.getSimpleName() + " has the same row: " + row);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void callsKernelOperationsOnly(Class<?> test) {
    assertEquals(List.of(), Operations.forbiddenIn(test));
  }

  /// The list of those that jcstress does not know is written by hand.
  @Test
  void whatIsExploredIsListed() throws IOException {
    URL one = ThreeVcpus.class.getResource("ThreeVcpus.class");
    Path there = Path.of(Objects.requireNonNull(one).getPath());
    try (Stream<Path> files = Files.list(there.getParent())) {
      List<String> stories =
          files
              .map(file -> file.getFileName().toString().replaceFirst("[.]class$", ""))
              .filter(name -> NAME.matcher(name).matches())
              .sorted()
              .toList();
      assertEquals(
          stories, Stories.explored().stream().map(Class::getSimpleName).sorted().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void holdsOnTheFixedKernel(Class<?> test) throws InterruptedException {
    for (int i = 0; i < SMOKE; i++) {
      Scene scene = Stories.scene(test);
      Thread other = Thread.ofPlatform().start(scene::play1);
      scene.play0();
      other.join();
      assertEquals(Scene.HELD, scene.verdict(), scene.machine().witness()::describe);
    }
  }
}
