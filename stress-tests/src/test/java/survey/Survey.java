package survey;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import shootdown.stress.Stories;

/// Asks the stories for mutants, one after another, or the tests, and writes down what becomes of
/// each.
///
/// One line a mutant, appended: who is in the file already is not asked again, so a survey that was
/// stopped goes on where it was.
public final class Survey {
  private static final String USAGE =
      "usage: survey FILE [CLASSES [quick|wide|thorough|tests [ONLY]]]";

  /// Instead of a depth: the tests are asked, those in the folder that `-Dsurvey.tests` names.
  private static final String TESTS = "tests";

  /// Seconds that a mutant may take, and after which the JVM goes with it: of the processor's time
  /// if stories are asked, on the wall if tests are, for those have threads of their own.
  private static final int TIME = 60;

  private static final int PATIENCE = 90;

  private Survey() {}

  /// Asks for what is not in the file yet.
  ///
  /// @param args the file of results; which classes to mutate, a pattern of
  ///   `shootdown/smp/CpuLife`; how far to look; a file of results of which those alone are asked
  ///   that survived or were not played
  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 4) {
      System.err.println(USAGE);
      System.exit(2);
    }
    Path file = Path.of(args[0]);
    String classes = args.length > 1 ? args[1] : "shootdown/(smp|kernel|event)/.*";
    var mutated = new MutatedClasses(Pattern.compile("(" + classes + ")[.]class"));
    var todo = new ArrayList<>(mutated.mutants());
    Set<String> done = done(file);
    todo.removeIf(mutant -> done.contains(mutant.toString()));
    if (args.length > 3 && !args[3].isEmpty()) {
      Set<String> survivors = survivors(Path.of(args[3]));
      todo.removeIf(mutant -> !survivors.contains(mutant.toString()));
    }
    System.out.printf("%d mutants, %d to ask%n", mutated.mutants().size(), todo.size());
    String depth = args.length > 2 ? args[2] : "quick";
    ask(todo, judge(mutated, depth), new Clock(file, depth.equals(TESTS)), file);
    System.out.println(summary(file));
  }

  private static Judge judge(MutatedClasses classes, String depth) throws IOException {
    if (depth.equals(TESTS)) {
      Path tests = Path.of(System.getProperty("survey.tests", ""));
      return new TestTrial(classes, tests, TestTrial.STEPS);
    }
    var trial = new Trial(classes, Trial.Depth.valueOf(depth.toUpperCase(Locale.ROOT)));
    trial.rehearse(plays());
    return trial;
  }

  private static void ask(List<Mutant> todo, Judge judge, Clock clock, Path file)
      throws IOException {
    for (Mutant mutant : todo) {
      clock.begin(mutant);
      Verdict verdict = judge.judge(mutant);
      write(file, mutant, verdict, clock.end());
    }
  }

  /// All stories, those of three vCPUs and more among them.
  static List<Trial.Play> plays() {
    return Stories.all().stream()
        .map(story -> new Trial.Play(story.getName(), Stories.players(story)))
        .toList();
  }

  private static void write(Path file, Mutant mutant, Verdict verdict, double seconds)
      throws IOException {
    String line =
        String.format(
            Locale.ROOT,
            "%s\t%s\t%s\t%d\t%.2f%n",
            mutant,
            verdict.word(),
            verdict.how(),
            verdict.executions(),
            seconds);
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String[]> lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream().map(line -> line.split("\t")).toList();
  }

  private static Set<String> done(Path file) throws IOException {
    var done = new HashSet<String>();
    lines(file).forEach(cells -> done.add(cells[0]));
    return done;
  }

  private static Set<String> survivors(Path file) throws IOException {
    var survivors = new HashSet<String>();
    lines(file).stream()
        .filter(cells -> Set.of(Verdict.SURVIVED, Verdict.UNREACHED).contains(cells[1]))
        .forEach(cells -> survivors.add(cells[0]));
    return survivors;
  }

  private static String summary(Path file) throws IOException {
    var counts = new TreeMap<String, Integer>();
    lines(file).forEach(cells -> counts.merge(cells[1], 1, Integer::sum));
    return counts.toString();
  }

  /// Ends a mutant that does not end by itself.
  private static final class Clock {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().threadId();
    private final Path file;
    private final boolean onTheWall;
    private volatile long begun;
    private volatile Mutant mutant = new Mutant(Switch.COUNTING, "", 0, "", 0);

    Clock(Path file, boolean onTheWall) {
      this.file = file;
      this.onTheWall = onTheWall;
    }

    void begin(Mutant next) {
      boolean first = begun == 0;
      begun = now();
      mutant = next;
      if (first) {
        Thread.ofPlatform().daemon().start(this::watch);
      }
    }

    double end() {
      return seconds();
    }

    private double seconds() {
      return (now() - begun) / 1e9;
    }

    private long now() {
      return onTheWall ? System.nanoTime() : threads.getThreadCpuTime(thread);
    }

    private void watch() {
      try {
        while (true) {
          Thread.sleep(500);
          if (seconds() > PATIENCE) {
            write(file, mutant, new Verdict(Verdict.HUNG, "", 0), seconds());
            Runtime.getRuntime().halt(3);
          } else if (seconds() > TIME) {
            Switch.turn(Switch.OVER);
          }
        }
      } catch (InterruptedException | IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
