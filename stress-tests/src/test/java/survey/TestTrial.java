package survey;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Asks the harness's own tests, until one of them fails.
///
/// Each test class is run once without a mutant, to learn which mutants it comes by; one that does
/// not pass there (it reads class files, or the class path) is left out. Who killed the last mutant
/// of a method is asked before all others, then the quickest. All share their classes, so that what
/// only a static initialiser comes by is never asked.
final class TestTrial implements Judge {
  /// Tests of steps, quick ones; exploring and torture ask stories again.
  static final Pattern STEPS =
      Pattern.compile(
          "shootdown/(cpu|event|guest|hypervisor|kernel|machine|mm|smp|sync)/(?!ZeroAllocation)\\w+Test[.]class");

  /// A test class: which mutants it comes by, and how long it takes.
  private record Visit(Class<?> test, BitSet met, long nanos) {}

  private final Launcher launcher = LauncherFactory.create();
  private final TestLoader loader;
  private final Map<String, Class<?>> lastKillers = new HashMap<>();
  private final Map<Class<?>, BitSet> visits = new LinkedHashMap<>();

  /// @param tests the folder of the compiled tests
  /// @param which of them, by the names of their files
  /// @throws IllegalArgumentException if there is none that holds
  TestTrial(MutatedClasses classes, Path tests, Pattern which) throws IOException {
    loader = new TestLoader(classes, tests);
    names(tests, which).stream()
        .map(loader::load)
        .map(test -> visit(test, classes.mutants().size()))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Visit::nanos))
        .forEach(visit -> visits.put(visit.test(), visit.met()));
    if (visits.isEmpty()) {
      throw new IllegalArgumentException("no tests that hold: " + tests);
    }
  }

  private static List<String> names(Path tests, Pattern which) throws IOException {
    try (Stream<Path> files = Files.walk(tests)) {
      return files
          .map(file -> tests.relativize(file).toString())
          .filter(name -> which.matcher(name).matches())
          .sorted()
          .map(name -> name.replace('/', '.').replace(".class", ""))
          .toList();
    }
  }

  private Optional<Visit> visit(Class<?> test, int mutants) {
    int[] met = Switch.count(mutants);
    long begin = System.nanoTime();
    Optional<String> failure = failure(test);
    long nanos = System.nanoTime() - begin;
    failure.ifPresent(why -> System.out.println("left out: " + test.getName() + ": " + why));
    return failure.isPresent() ? Optional.empty() : Optional.of(new Visit(test, some(met), nanos));
  }

  private static BitSet some(int[] counts) {
    return IntStream.range(0, counts.length)
        .filter(i -> counts[i] > 0)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  @Override
  public Verdict judge(Mutant mutant) {
    List<Class<?>> tests = order(mutant);
    if (tests.isEmpty()) {
      return new Verdict(Verdict.UNREACHED, "", 0);
    }
    int asked = 0;
    for (Class<?> test : tests) {
      asked++;
      Switch.turn(mutant.number());
      Optional<String> failure = failure(test);
      if (Switch.isOver()) {
        return new Verdict(Verdict.HUNG, test.getSimpleName(), asked);
      }
      if (failure.isPresent()) {
        lastKillers.put(mutant.method(), test);
        return new Verdict(Verdict.KILLED, failure.get() + " by " + test.getSimpleName(), asked);
      }
    }
    return new Verdict(Verdict.SURVIVED, tests.size() + " test classes", asked);
  }

  private List<Class<?>> order(Mutant mutant) {
    List<Class<?>> tests =
        visits.entrySet().stream()
            .filter(visit -> visit.getValue().get(mutant.number()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toList());
    Class<?> last = lastKillers.get(mutant.method());
    if (last != null && tests.remove(last)) {
      tests.addFirst(last);
    }
    return tests;
  }

  /// The first test that fails, and with what.
  private Optional<String> failure(Class<?> test) {
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    var failures = new FirstFailure();
    Thread self = Thread.currentThread();
    ClassLoader before = self.getContextClassLoader();
    self.setContextClassLoader(loader);
    try {
      launcher.execute(request, failures);
    } finally {
      self.setContextClassLoader(before);
    }
    return Optional.ofNullable(failures.failure);
  }

  private static final class FirstFailure implements TestExecutionListener {
    private @Nullable String failure;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (failure == null && result.getStatus() == TestExecutionResult.Status.FAILED) {
        String why = result.getThrowable().map(Throwable::toString).orElse("");
        failure = test.getDisplayName() + " " + why.lines().findFirst().orElse("");
      }
    }
  }

  /// The mutated classes and the tests, together: a test sees what its package shares.
  private static final class TestLoader extends ClassLoader {
    private final MutatedClasses classes;
    private final Path tests;

    TestLoader(MutatedClasses classes, Path tests) {
      super(TestTrial.class.getClassLoader());
      this.classes = classes;
      this.tests = tests;
    }

    Class<?> load(String name) {
      try {
        return loadClass(name);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("shootdown.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream code = code(file)) {
        if (code == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = code.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    private @Nullable InputStream code(String file) throws IOException {
      Path test = tests.resolve(file);
      return Files.exists(test) ? Files.newInputStream(test) : classes.getResourceAsStream(file);
    }
  }
}
