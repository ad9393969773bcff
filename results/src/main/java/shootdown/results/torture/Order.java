package shootdown.results.torture;

import java.time.Duration;
import shootdown.torture.Scenario;
import shootdown.torture.Settings;

/// What the child is to do.
///
/// @param scenario its text
public record Order(
    String kernel,
    int vcpus,
    long seed,
    String scenario,
    long millis,
    long operations,
    boolean untilKill,
    long judgeEveryMillis,
    long statisticsEveryMillis,
    int traceEvents,
    String jfr) {

  public static Order of(Settings s) {
    return new Order(
        s.kernel(),
        s.vcpus(),
        s.seed(),
        s.scenario().text(),
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
}
