package shootdown.results.host;

import java.lang.management.ManagementFactory;

/// What was measured of a machine, in a second or so.
///
/// @param timerNanos the smallest step of `System.nanoTime` that was seen
/// @param pingPongNanos a round trip of one word between two threads, median of several windows;
///   NaN with one core
/// @param load of the last minute, as the system says; negative if it does not
public record Vitals(
    Environment environment, int feature, double timerNanos, double pingPongNanos, double load) {

  /// Measures here and now.
  public static Vitals measure() {
    Environment environment = Environment.here();
    return new Vitals(
        environment,
        Runtime.version().feature(),
        Timer.resolution(),
        environment.cores() < 2 ? Double.NaN : PingPong.roundTripNanos(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
