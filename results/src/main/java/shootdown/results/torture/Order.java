package shootdown.results.torture;

import java.time.Duration;
import shootdown.torture.Scenario;
import shootdown.torture.Settings;

/// What the child is to do.
///
/// @param scenario its text
/// @param untilKill whether a violation is left at that, and not looked for once more
/// @param jfr where the flight recorder's file goes, or empty
public record Order(
    String kernel,
    int vcpus,
    long seed,
    String scenario,
    long millis,
    long operations,
    long judgeEveryMillis,
    long statisticsEveryMillis,
    int traceEvents,
    boolean untilKill,
    String jfr) {

  public static Order of(Settings s, boolean untilKill, String jfr) {
    return new Order(
        s.kernel(),
        s.vcpus(),
        s.seed(),
        s.scenario().text(),
        s.time().toMillis(),
        s.operations(),
        s.judgeEvery().toMillis(),
        s.statisticsEvery().toMillis(),
        s.traceEvents(),
        untilKill,
        jfr);
  }

  Settings settings() {
    return new Settings(
        kernel,
        vcpus,
        seed,
        Scenario.parse(scenario),
        Duration.ofMillis(millis),
        operations,
        Duration.ofMillis(judgeEveryMillis),
        Duration.ofMillis(statisticsEveryMillis),
        traceEvents);
  }
}
