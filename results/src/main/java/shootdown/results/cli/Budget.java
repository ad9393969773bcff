package shootdown.results.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A campaign's time, split.
///
/// Each phase gets its share of the whole but never less than the least that makes sense for it;
/// what that takes is taken from the others, as far as they have more than their own least. If
/// there is too little for all, no phase gets more than its least, those that want little get it,
/// and one that could not even begin with what it would get is left out for the others' sake. A
/// phase without work gets nothing.
///
/// @param given to each phase, in their order
record Budget(List<Duration> given, boolean enough) {
  private static final double NOTHING = 1e-3;

  /// What a phase asks for.
  ///
  /// @param share of the whole, before anybody's least is looked at
  /// @param least seconds that all of its work takes at least; 0 for a phase without work
  /// @param first seconds that the first piece of its work takes
  record Phase(double share, double least, double first) {
    /// One that can begin with any time.
    Phase(double share, double least) {
      this(share, least, 0);
    }

    boolean isEmpty() {
      return least == 0;
    }

    /// The same without its work.
    Phase leftOut() {
      return new Phase(share, 0, 0);
    }
  }

  static Budget split(Duration total, List<Phase> phases) {
    double seconds = total.toMillis() / 1000.0;
    boolean enough = least(phases) <= seconds;
    List<Phase> left = enough ? phases : whoCanBegin(phases, seconds);
    double[] given = least(left) < seconds ? shares(left, seconds) : tooLittle(left, seconds);
    return new Budget(
        Arrays.stream(given).mapToObj(s -> Duration.ofMillis(Math.round(s * 1000))).toList(),
        enough);
  }

  private static double least(List<Phase> phases) {
    return phases.stream().mapToDouble(Phase::least).sum();
  }

  private static double[] shares(List<Phase> phases, double seconds) {
    double[] given = new double[phases.size()];
    boolean[] pinned = new boolean[phases.size()];
    boolean again = true;
    while (again) {
      again = share(phases, seconds, given, pinned);
    }
    return given;
  }

  /// Leaves out the one that is furthest from its beginning, until all others can begin.
  private static List<Phase> whoCanBegin(List<Phase> phases, double seconds) {
    List<Phase> left = new ArrayList<>(phases);
    int out = furthestFromBeginning(left, seconds);
    while (out >= 0) {
      left.set(out, left.get(out).leftOut());
      out = furthestFromBeginning(left, seconds);
    }
    return left;
  }

  /// Who gets the smallest part of what its first piece of work takes; -1 if all get that.
  private static int furthestFromBeginning(List<Phase> phases, double seconds) {
    double[] given = tooLittle(phases, seconds);
    int furthest = -1;
    double part = 1 - NOTHING;
    for (int i = 0; i < given.length; i++) {
      double first = phases.get(i).first();
      if (first > 0 && given[i] / first < part) {
        part = given[i] / first;
        furthest = i;
      }
    }
    return furthest;
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
}
