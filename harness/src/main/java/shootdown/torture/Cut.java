package shootdown.torture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings.Reached;
import shootdown.explore.MemoryModel;
import shootdown.explore.Schedule;
import shootdown.explore.Settings;

/// Cuts a failure down: looks for a few steps of two vCPUs, out of the last ones of the run, and
/// for one schedule of them that breaks the same rule.
///
/// The last steps of the vCPU that broke it are paired with those of each other one, few first, and
/// explored with up to two preemptions, with and without store buffers; then every step that is not
/// needed is dropped. What takes more vCPUs, or a state that the steps before them have built up,
/// is not found so.
final class Cut {
  /// How many of the last steps matter at most.
  static final int LONGEST = 16;

  private static final int[] LENGTHS = {2, 4, 8, LONGEST};
  private static final int BOUND = 2;
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Explorer explorer;
  private final String kernel;
  private final String code;
  private final long end;
  private final BooleanSupplier stopped;
  private int pieces;
  private long schedules;

  /// @param code of the rule that was broken
  /// @param most how long to look, at most
  /// @param stopped whether to look no longer
  Cut(String kernel, String code, Duration most, BooleanSupplier stopped) {
    this.explorer = new Explorer(Carrier.best(), Excerpt.class.getClassLoader());
    this.kernel = kernel;
    this.code = code;
    this.end = System.nanoTime() + most.toNanos();
    this.stopped = stopped;
  }

  private record Hit(Piece piece, Reached reached) {}

  /// Looks for it.
  ///
  /// @param last the last steps of each vCPU
  /// @param breaker the vCPU that broke the rule, or -1
  Excerpted find(Scenario scenario, List<List<Long>> last, int breaker) {
    Hit hit = first(scenario, last, breaker);
    if (hit == null) {
      return new Excerpted(
          Optional.empty(),
          "Not cut down: %s was not broken in %d schedules of %d pieces of the last operations.\n"
              .formatted(code, schedules, pieces));
    }
    Hit least = shorter(hit);
    Schedule schedule = explorer.minimise(least.reached.schedule());
    return new Excerpted(Optional.of(schedule), report(least.piece, schedule));
  }

  private String report(Piece piece, Schedule schedule) {
    var text = new StringBuilder();
    text.append(
        "Cut down to %d operations of two vCPUs, explored (%s) in %d schedules of %d pieces:\n"
            .formatted(piece.size(), schedule.model().word(), schedules, pieces));
    for (int vcpu = 0; vcpu < Piece.VCPUS; vcpu++) {
      text.append("  vcpu%d: %s\n".formatted(vcpu, piece.describe(vcpu)));
    }
    return text.append(schedule.outcome())
        .append('\n')
        .append(explorer.replay(schedule).columns())
        .toString();
  }

  private @Nullable Hit first(Scenario scenario, List<List<Long>> last, int breaker) {
    for (int length : LENGTHS) {
      for (int one = 0; one < last.size(); one++) {
        for (int other = 0; other < last.size(); other++) {
          if (one != other && (breaker < 0 || breaker == one) && !isOver()) {
            Hit hit = either(scenario, tail(last.get(one), length), tail(last.get(other), length));
            if (hit != null) {
              return hit;
            }
          }
        }
      }
    }
    return null;
  }

  /// The first vCPU is not quite like the others.
  private @Nullable Hit either(Scenario scenario, List<Long> one, List<Long> other) {
    Hit hit = look(Piece.of(scenario, other, one));
    return hit == null ? look(Piece.of(scenario, one, other)) : hit;
  }

  private static List<Long> tail(List<Long> steps, int length) {
    return steps.subList(Math.max(0, steps.size() - length), steps.size());
  }

  private Hit shorter(Hit hit) {
    Hit least = hit;
    for (int i = 0; i < least.piece.size() && !isOver(); ) {
      Hit fewer = look(least.piece.without(i));
      if (fewer == null) {
        i++;
      } else {
        least = fewer;
      }
    }
    return least;
  }

  private @Nullable Hit look(Piece piece) {
    for (MemoryModel model : List.of(MemoryModel.SC, MemoryModel.TSO)) {
      if (!isOver()) {
        Hit hit = look(piece, model);
        if (hit != null) {
          return hit;
        }
      }
    }
    return null;
  }

  private @Nullable Hit look(Piece piece, MemoryModel model) {
    Settings settings = Settings.DEFAULT.kernel(kernel).model(model).bound(BOUND).time(LOOK);
    var found = explorer.exploreUntil(Excerpt.class.getName() + " " + piece, settings, this::isIt);
    pieces++;
    schedules += found.executions();
    return found.first(this::isIt).map(reached -> new Hit(piece, reached)).orElse(null);
  }

  private boolean isIt(String outcome) {
    return outcome.startsWith(code + " ");
  }

  private boolean isOver() {
    return stopped.getAsBoolean() || System.nanoTime() - end >= 0;
  }
}
