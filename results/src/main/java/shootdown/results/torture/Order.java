package shootdown.results.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import shootdown.results.run.CommandText;
import shootdown.torture.Scenario;
import shootdown.torture.Settings;

/// What the child is to do.
///
/// @param scenario its text
/// @param from what it was asked for by: one of ours, or a file
public record Order(
    String kernel,
    int vcpus,
    long seed,
    String scenario,
    String from,
    long millis,
    long operations,
    boolean untilKill,
    long judgeEveryMillis,
    long statisticsEveryMillis,
    int traceEvents,
    String jfr) {

  public static Order of(Settings s) {
    return of(s, s.scenario().name());
  }

  /// Of a scenario that was asked for by another word than its name.
  ///
  /// @param from one of ours, or a file that was read
  public static Order of(Settings s, String from) {
    return new Order(
        s.kernel(),
        s.vcpus(),
        s.seed(),
        s.scenario().text(),
        from,
        s.time().toMillis(),
        s.operations(),
        s.untilKill(),
        s.judgeEvery().toMillis(),
        s.statisticsEvery().toMillis(),
        s.traceEvents(),
        s.jfr());
  }

  Settings settings() {
    return new Settings(
        kernel,
        vcpus,
        seed,
        Scenario.parse(scenario),
        Duration.ofMillis(millis),
        operations,
        untilKill,
        Duration.ofMillis(judgeEveryMillis),
        Duration.ofMillis(statisticsEveryMillis),
        traceEvents,
        jfr);
  }

  /// The line to type for the same again.
  String again() {
    Settings settings = settings();
    List<String> arguments = new ArrayList<>(List.of("torture"));
    arguments.addAll(settings.arguments());
    arguments.set(arguments.indexOf("--scenario") + 1, from);
    return new CommandText(arguments).line();
  }
}
