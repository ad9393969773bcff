package shootdown.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An interleaving that can be played again: a story, what it runs on, and where it leaves the
/// straight course, on which a vCPU runs until it can run no more.
///
/// It is written as a small text:
///
/// ```
/// shootdown schedule 1
/// story   shootdown.stress.Exit_02_QueuedSwitch
/// kernel  seed
/// memory  sc
/// fills   0
/// outcome S4 pinned bit cleared while the table is still referenced, overlapped
/// vcpu1 at 14.0 preempt 1
/// ```
///
/// The last line reads: at its 14th point, at the first choice there, vcpu1 is preempted and the
/// first of the others runs.
public final class Schedule {
  private static final String HEAD = "shootdown schedule 1";
  private static final int LONGEST = 100_000;
  private static final Pattern FIELD =
      Pattern.compile("(story|kernel|memory|fills|outcome) +(\\S.*)");
  private static final Pattern DEVIATION =
      Pattern.compile("vcpu(\\d{1,2}) at (\\d{1,7})\\.(\\d{1,7}) ([a-z]{1,16}) (\\d{1,3})");

  private final String story;
  private final String kernel;
  private final MemoryModel model;
  private final int fills;
  private final String outcome;
  private final List<Deviation> deviations;

  Schedule(
      String story,
      String kernel,
      MemoryModel model,
      int fills,
      String outcome,
      List<Deviation> deviations) {
    this.story = story;
    this.kernel = kernel;
    this.model = model;
    this.fills = fills;
    this.outcome = outcome;
    this.deviations = List.copyOf(deviations);
  }

  /// The story: a class, and after a blank what it is told, if it does not know itself what to
  /// play.
  public String story() {
    return story;
  }

  /// The story's class.
  public String storyClass() {
    return story.split(" ", 2)[0];
  }

  public String kernel() {
    return kernel;
  }

  public MemoryModel model() {
    return model;
  }

  /// How many walks of their own accord the processors could make, see [Settings#fills].
  public int fills() {
    return fills;
  }

  /// What came of it.
  public String outcome() {
    return outcome;
  }

  List<Deviation> deviations() {
    return deviations;
  }

  /// How often it leaves the straight course where that is not free.
  public int cost() {
    return deviations.stream().mapToInt(d -> d.choice().cost(d.option())).sum();
  }

  Schedule with(List<Deviation> others) {
    return new Schedule(story, kernel, model, fills, outcome, others);
  }

  /// Reads what [#toString] wrote.
  ///
  /// @throws IllegalArgumentException with the number of the line that is wrong, and why
  public static Schedule parse(String text) {
    var fields = new java.util.HashMap<String, String>();
    var deviations = new ArrayList<Deviation>();
    int n = 0;
    for (String line : text.lines().limit(LONGEST + 1L).toList()) {
      n++;
      if (n == 1) {
        demand(line.equals(HEAD), n, "expected '" + HEAD + "'");
      } else if (!line.isBlank()) {
        Matcher field = FIELD.matcher(line);
        if (field.matches()) {
          demand(
              fields.put(field.group(1), field.group(2)) == null,
              n,
              field.group(1) + " given twice");
        } else {
          deviations.add(deviation(line, n));
        }
      }
    }
    demand(n > 0, 1, "empty");
    demand(n <= LONGEST, n, "too long");
    for (String name : List.of("story", "kernel", "memory", "outcome")) {
      demand(fields.containsKey(name), n, "no " + name + " given");
    }
    demand(fields.getOrDefault("fills", "0").matches("[0-8]"), n, "fills is a number up to 8");
    return new Schedule(
        fields.getOrDefault("story", ""),
        fields.getOrDefault("kernel", ""),
        model(fields.getOrDefault("memory", ""), n),
        Integer.parseInt(fields.getOrDefault("fills", "0")),
        fields.getOrDefault("outcome", ""),
        deviations);
  }

  private static MemoryModel model(String word, int line) {
    for (MemoryModel model : MemoryModel.values()) {
      if (model.word().equals(word)) {
        return model;
      }
    }
    throw new IllegalArgumentException("line " + line + ": memory is sc or tso");
  }

  private static Deviation deviation(String line, int n) {
    Matcher m = DEVIATION.matcher(line);
    demand(m.matches(), n, "expected 'vcpu<n> at <point>.<choice> <kind> <option>'");
    for (Choice choice : Choice.values()) {
      if (word(choice).equals(m.group(4))) {
        return new Deviation(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)),
            choice,
            Integer.parseInt(m.group(5)));
      }
    }
    throw new IllegalArgumentException("line " + n + ": no such choice");
  }

  private static void demand(boolean holds, int line, String what) {
    if (!holds) {
      throw new IllegalArgumentException("line " + line + ": " + what);
    }
  }

  private static String word(Choice choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    var text = new StringBuilder(HEAD).append('\n');
    text.append("story   ").append(story).append('\n');
    text.append("kernel  ").append(kernel).append('\n');
    text.append("memory  ").append(model.word()).append('\n');
    text.append("fills   ").append(fills).append('\n');
    text.append("outcome ").append(outcome).append('\n');
    for (Deviation d : deviations) {
      text.append("vcpu" + d.player() + " at " + d.point() + "." + d.nth())
          .append(" " + word(d.choice()) + " " + d.option() + "\n");
    }
    return text.toString();
  }
}
