package shootdown.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import shootdown.sync.CpuMask;

/// All parameters of a run.
///
/// @param kernel one of the kernels a user can choose from
/// @param vcpus 1 to 64
/// @param seed of every vCPU's stream of steps
/// @param scenario what is played, and on what machine
/// @param time how long at most
/// @param operations how many operations of all vCPUs together at most
/// @param untilKill whether a violation is left at that, and not looked for once more
/// @param judgeEvery how often all stand still for the oracle; zero for never
/// @param statisticsEvery how often a statistics line is due
/// @param traceEvents events kept of each vCPU, a power of two; 0 while hunting
/// @param jfr the file that the JVM's flight recorder writes; empty for none. Whoever runs it has
///   the recorder record
public record Settings(
    String kernel,
    int vcpus,
    long seed,
    Scenario scenario,
    Duration time,
    long operations,
    boolean untilKill,
    Duration judgeEvery,
    Duration statisticsEvery,
    int traceEvents,
    String jfr) {

  /// As many operations as there is time for.
  public static final long ENDLESS = Long.MAX_VALUE;

  public Settings {
    if (vcpus < 1 || vcpus > CpuMask.LIMIT) {
      throw new IllegalArgumentException("vcpus must be from 1 to 64: " + vcpus);
    }
    if (operations < 1) {
      throw new IllegalArgumentException("ops must be above zero: " + operations);
    }
    if (traceEvents < 0 || Integer.bitCount(traceEvents) > 1) {
      throw new IllegalArgumentException("trace must be a power of two, or 0: " + traceEvents);
    }
  }

  /// A minute of everything on `fixed`.
  public static Settings standard() {
    return new Settings(
        "fixed",
        16,
        1,
        Scenario.preset("mixed"),
        Duration.ofSeconds(60),
        ENDLESS,
        false,
        Duration.ofMillis(250),
        Duration.ofSeconds(5),
        0,
        "");
  }

  public Settings kernel(String other) {
    return with(draft -> draft.kernel = other);
  }

  public Settings vcpus(int other) {
    return with(draft -> draft.vcpus = other);
  }

  public Settings seed(long other) {
    return with(draft -> draft.seed = other);
  }

  public Settings scenario(Scenario other) {
    return with(draft -> draft.scenario = other);
  }

  public Settings time(Duration other) {
    return with(draft -> draft.time = other);
  }

  public Settings operations(long other) {
    return with(draft -> draft.operations = other);
  }

  public Settings untilKill(boolean other) {
    return with(draft -> draft.untilKill = other);
  }

  public Settings judgeEvery(Duration other) {
    return with(draft -> draft.judgeEvery = other);
  }

  public Settings statisticsEvery(Duration other) {
    return with(draft -> draft.statisticsEvery = other);
  }

  public Settings traceEvents(int other) {
    return with(draft -> draft.traceEvents = other);
  }

  public Settings jfr(String other) {
    return with(draft -> draft.jfr = other);
  }

  private Settings with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /// The same, while one of them is changed.
  private static final class Draft {
    private String kernel;
    private int vcpus;
    private long seed;
    private Scenario scenario;
    private Duration time;
    private long operations;
    private boolean untilKill;
    private Duration judgeEvery;
    private Duration statisticsEvery;
    private int traceEvents;
    private String jfr;

    Draft(Settings s) {
      kernel = s.kernel;
      vcpus = s.vcpus;
      seed = s.seed;
      scenario = s.scenario;
      time = s.time;
      operations = s.operations;
      untilKill = s.untilKill;
      judgeEvery = s.judgeEvery;
      statisticsEvery = s.statisticsEvery;
      traceEvents = s.traceEvents;
      jfr = s.jfr;
    }

    Settings settings() {
      return new Settings(
          kernel,
          vcpus,
          seed,
          scenario,
          time,
          operations,
          untilKill,
          judgeEvery,
          statisticsEvery,
          traceEvents,
          jfr);
    }
  }

  boolean judges() {
    return !judgeEvery.isZero();
  }

  boolean records() {
    return !jfr.isEmpty();
  }

  /// All of it, `key=value`, as it stands in the first line and the last. A scenario that is none
  /// of ours stands there whole.
  public String describe() {
    return "kernel=%s vcpus=%d seed=%d scenario=%s for=%s ops=%s until-kill=%s judge=%s"
            .formatted(
                kernel,
                vcpus,
                seed,
                scenario.describe(),
                text(time),
                operations == ENDLESS ? "endless" : operations,
                untilKill ? "yes" : "no",
                judges() ? text(judgeEvery) : "off")
        + " statistics=%s trace=%d jfr=%s"
            .formatted(text(statisticsEvery), traceEvents, records() ? jfr : "off");
  }

  /// How to ask for the same again, but for a scenario of the user's own, which is a file, and the
  /// flight recorder.
  public List<String> arguments() {
    var list =
        new ArrayList<String>(
            List.of("--kernel", kernel, "--vcpus", "" + vcpus, "--seed", "" + seed));
    list.addAll(List.of("--scenario", scenario.name(), "--for", text(time)));
    Settings usual = standard();
    if (operations != ENDLESS) {
      list.addAll(List.of("--ops", "" + operations));
    }
    if (untilKill) {
      list.add("--until-kill");
    }
    if (!judgeEvery.equals(usual.judgeEvery)) {
      list.addAll(List.of("--judge", judges() ? text(judgeEvery) : "off"));
    }
    if (!statisticsEvery.equals(usual.statisticsEvery)) {
      list.addAll(List.of("--statistics", text(statisticsEvery)));
    }
    if (traceEvents != usual.traceEvents) {
      list.addAll(List.of("--trace", "" + traceEvents));
    }
    return List.copyOf(list);
  }

  static String text(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
