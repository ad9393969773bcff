package shootdown.results.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A campaign's time, split.
///
/// Each phase gets its share of the whole but never less than the least that makes sense for it;
/// what that takes is taken from the others, as far as they have more than their own least. If
/// there is too little for all, no phase gets more than its least, and those that want little get
/// it. A phase without work gets nothing.
///
/// @param given to each phase, in their order
record Budget(List<Duration> given, boolean enough) {
  private static final double NOTHING = 1e-3;

  /// What a phase asks for.
  ///
  /// @param share of the whole, before anybody's least is looked at
  /// @param least seconds below which the phase says nothing; 0 for a phase without work
  record Phase(double share, double least) {
    boolean isEmpty() {
      return least == 0;
    }
  }

  static Budget split(Duration total, List<Phase> phases) {
    double seconds = total.toMillis() / 1000.0;
    double least = phases.stream().mapToDouble(Phase::least).sum();
    if (least >= seconds) {
      return of(tooLittle(phases, seconds), least == seconds);
    }
    double[] given = new double[phases.size()];
    boolean[] pinned = new boolean[phases.size()];
    boolean again = true;
    while (again) {
      again = share(phases, seconds, given, pinned);
    }
    return of(given, true);
  }

  /// Shares out what there is, again and again until nobody has more than the least.
  private static double[] tooLittle(List<Phase> phases, double seconds) {
    double[] given = new double[phases.size()];
    double left = seconds;
    while (left > NOTHING) {
      double weights = 0;
      for (int i = 0; i < given.length; i++) {
        weights += given[i] < phases.get(i).least() ? phases.get(i).share() : 0;
      }
      double rest = left;
      for (int i = 0; i < given.length && weights > 0; i++) {
        double wanted = phases.get(i).least() - given[i];
        double more = Math.min(wanted, wanted > 0 ? rest * phases.get(i).share() / weights : 0);
        given[i] += more;
        left -= more;
      }
      left = weights > 0 ? left : 0;
    }
    return given;
  }

  /// Shares out what the pinned phases leave, and pins one more phase if that is below its least.
  private static boolean share(
      List<Phase> phases, double seconds, double[] given, boolean[] pinned) {
    double left = seconds;
    double weights = 0;
    for (int i = 0; i < given.length; i++) {
      left -= pinned[i] ? given[i] : 0;
      weights += pinned[i] || phases.get(i).isEmpty() ? 0 : phases.get(i).share();
    }
    boolean again = false;
    for (int i = 0; i < given.length; i++) {
      Phase phase = phases.get(i);
      if (!pinned[i]) {
        given[i] = phase.isEmpty() ? 0 : left * phase.share() / weights;
      }
    }
    for (int i = 0; i < given.length && !again; i++) {
      if (!pinned[i] && given[i] < phases.get(i).least()) {
        given[i] = phases.get(i).least();
        pinned[i] = true;
        again = true;
      }
    }
    return again;
  }

  private static Budget of(double[] seconds, boolean enough) {
    return new Budget(
        Arrays.stream(seconds).mapToObj(s -> Duration.ofMillis(Math.round(s * 1000))).toList(),
        enough);
  }
}
