package shootdown.torture;

import java.time.Duration;
import java.util.List;
import shootdown.sync.CpuMask;

/// All parameters of a run.
///
/// @param kernel one of the kernels a user can choose from
/// @param vcpus 1 to 64
/// @param seed of every vCPU's stream of steps
/// @param scenario what is played, and on what machine
/// @param time how long at most
/// @param operations how many operations of all vCPUs together at most
/// @param judgeEvery how often all stand still for the oracle; zero for never
/// @param statisticsEvery how often a statistics line is due
/// @param traceEvents events kept of each vCPU, a power of two; 0 while hunting
public record Settings(
    String kernel,
    int vcpus,
    long seed,
    Scenario scenario,
    Duration time,
    long operations,
    Duration judgeEvery,
    Duration statisticsEvery,
    int traceEvents) {

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
        Duration.ofMillis(250),
        Duration.ofSeconds(5),
        0);
  }

  public Settings kernel(String other) {
    return new Settings(
        other, vcpus, seed, scenario, time, operations, judgeEvery, statisticsEvery, traceEvents);
  }

  public Settings vcpus(int other) {
    return new Settings(
        kernel, other, seed, scenario, time, operations, judgeEvery, statisticsEvery, traceEvents);
  }

  public Settings seed(long other) {
    return new Settings(
        kernel, vcpus, other, scenario, time, operations, judgeEvery, statisticsEvery, traceEvents);
  }

  public Settings scenario(Scenario other) {
    return new Settings(
        kernel, vcpus, seed, other, time, operations, judgeEvery, statisticsEvery, traceEvents);
  }

  public Settings time(Duration other) {
    return new Settings(
        kernel, vcpus, seed, scenario, other, operations, judgeEvery, statisticsEvery, traceEvents);
  }

  public Settings operations(long other) {
    return new Settings(
        kernel, vcpus, seed, scenario, time, other, judgeEvery, statisticsEvery, traceEvents);
  }

  public Settings judgeEvery(Duration other) {
    return new Settings(
        kernel, vcpus, seed, scenario, time, operations, other, statisticsEvery, traceEvents);
  }

  public Settings traceEvents(int other) {
    return new Settings(
        kernel, vcpus, seed, scenario, time, operations, judgeEvery, statisticsEvery, other);
  }

  boolean judges() {
    return !judgeEvery.isZero();
  }

  /// All of it, `key=value`, as it stands in the first line and the last.
  public String describe() {
    return "kernel=%s vcpus=%d seed=%d scenario=%s for=%s ops=%s judge=%s trace=%d"
        .formatted(
            kernel,
            vcpus,
            seed,
            scenario.name(),
            text(time),
            operations == ENDLESS ? "endless" : operations,
            judges() ? text(judgeEvery) : "off",
            traceEvents);
  }

  /// How to ask for the same again, but for a scenario of the user's own, which is a file.
  public List<String> arguments() {
    var list =
        new java.util.ArrayList<String>(
            List.of("--kernel", kernel, "--vcpus", "" + vcpus, "--seed", "" + seed));
    list.addAll(List.of("--scenario", scenario.name(), "--for", text(time)));
    if (operations != ENDLESS) {
      list.addAll(List.of("--ops", "" + operations));
    }
    return List.copyOf(list);
  }

  static String text(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
