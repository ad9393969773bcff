package shootdown.results.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Plain sentences about a machine.
public final class Doctor {
  private static final int WANTED_JDK = 25;
  private static final double COARSE_TIMER = 1_000;
  private static final double FAR = 300;
  private static final double NOT_TOGETHER = 5_000;

  private Doctor() {}

  /// What there is to say.
  ///
  /// @param lines one sentence each, the verdict last
  public record Diagnosis(List<String> lines, boolean believable) {}

  /// Puts measurements into sentences.
  ///
  /// @param needs how many cores the hungriest story wants
  public static Diagnosis examine(Vitals vitals, int needs) {
    List<String> lines = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    Environment env = vitals.environment();
    lines.add("%s, %s.".formatted(env.cpu(), env.os()));
    say(
        lines,
        doubts,
        env.cores() >= needs,
        "%d cores are enough for every story (the hungriest needs %d)."
            .formatted(env.cores(), needs),
        "%d cores are too few: stories with up to %d actors will not be scheduled."
            .formatted(env.cores(), needs));
    lines.add("  " + siblings(env.smt()));
    say(
        lines,
        doubts,
        vitals.feature() >= WANTED_JDK,
        "The JDK is %s.".formatted(env.jdk()),
        "The JDK is %d; this is built for %d.".formatted(vitals.feature(), WANTED_JDK));
    say(
        lines,
        doubts,
        vitals.timerNanos() <= COARSE_TIMER,
        "The timer steps by %.0f ns.".formatted(vitals.timerNanos()),
        "The timer steps by %.0f ns: too coarse for windows of microseconds."
            .formatted(vitals.timerNanos()));
    pingPong(lines, doubts, vitals.pingPongNanos());
    say(
        lines,
        doubts,
        vitals.load() < env.cores() * 0.75,
        "The load is %s.".formatted(number(vitals.load())),
        "The load is %s on %d cores: something else is running, and stories will meet less often."
            .formatted(number(vitals.load()), env.cores()));
    boolean believable = doubts.isEmpty();
    lines.add(
        believable
            ? "This machine can be believed."
            : "Do not believe this machine yet: "
                + doubts.size()
                + (doubts.size() == 1 ? " doubt." : " doubts."));
    return new Diagnosis(List.copyOf(lines), believable);
  }

  private static void pingPong(List<String> lines, List<String> doubts, double nanos) {
    if (Double.isNaN(nanos)) {
      say(lines, doubts, false, "", "With one core no two threads ever meet.");
      return;
    }
    String where =
        nanos < FAR ? "near each other" : "far apart: on other caches, or moved by a host";
    say(
        lines,
        doubts,
        nanos < NOT_TOGETHER,
        "Two threads bounce a word in %.0f ns, so they are %s.".formatted(nanos, where),
        "Two threads need %.0f ns to bounce a word: they do not run at the same time."
            .formatted(nanos));
  }

  private static String siblings(String smt) {
    return switch (smt) {
      case "on" ->
          "Sibling threads share cores, which brings stories closer together and makes timings"
              + " noisier.";
      case "off", "notsupported", "notimplemented" ->
          "Every core is one thread, as far as the system says.";
      default -> "Whether cores share siblings is not known.";
    };
  }

  private static void say(
      List<String> lines, List<String> doubts, boolean fine, String good, String bad) {
    lines.add((fine ? "  " : "! ") + (fine ? good : bad));
    if (!fine) {
      doubts.add(bad);
    }
  }

  private static String number(double value) {
    return value < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", value);
  }
}
