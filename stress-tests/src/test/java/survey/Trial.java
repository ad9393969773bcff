package survey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.MemoryModel;
import shootdown.explore.Search;
import shootdown.explore.Settings;
import shootdown.machine.Scene;

/// Plays mutants through stories, until one does not hold.
///
/// Once, without a mutant, each story is played to learn which mutants it comes by: those that do
/// so most often are asked first. Where only set-ups come by, a few say as much as all. Who killed
/// the last mutant of a method is asked before all others.
final class Trial implements Judge {
  /// How far a story is explored.
  enum Depth {
    /// As far as a build does, and those stories alone that come by most often.
    QUICK(12, 1, 1500, 250, 0),
    /// Less far, but by all stories that come by, and with walks of a processor's own accord.
    WIDE(Integer.MAX_VALUE, 1, 500, 120, 1),
    /// Farther, and with walks of a processor's own accord.
    THOROUGH(24, 2, 6000, 1500, 1);

    private final int stories;

    private final int bound;
    private final long inOrder;
    private final long atRandom;
    private final int fills;

    Depth(int stories, int bound, long inOrder, long atRandom, int fills) {
      this.stories = stories;
      this.bound = bound;
      this.inOrder = inOrder;
      this.atRandom = atRandom;
      this.fills = fills;
    }

    /// Three vCPUs and more at random first: in order most of them come one after another.
    private List<Settings> looks(Play play) {
      Settings settings =
          Settings.DEFAULT.kernel("fixed").fills(fills).time(Duration.ofMinutes(10));
      return play.vcpus() == 2
          ? List.of(settings.bound(bound).executions(inOrder))
          : List.of(
              settings.search(Search.RANDOM).executions(atRandom),
              settings.bound(bound + 1).executions(inOrder * 2));
    }
  }

  /// A story, and how many vCPUs it plays.
  record Play(String story, long vcpus) {
    String simpleName() {
      return story.substring(story.lastIndexOf('.') + 1);
    }
  }

  /// @param acting how often the vCPUs came by, the set-up apart
  private record Visit(Play play, int all, int acting) {}

  private static final int FEW = 4;

  private final Explorer explorer;
  private final Depth depth;
  private final MutatedClasses classes;
  private final Map<Integer, List<Visit>> visits = new HashMap<>();
  private final Map<String, Play> lastKillers = new HashMap<>();

  Trial(MutatedClasses classes, Depth depth) {
    this.classes = classes;
    this.depth = depth;
    this.explorer = new Explorer(Carrier.best(), classes);
  }

  /// Which mutants the stories come by.
  ///
  /// @throws IllegalStateException if a story does not hold as it is
  void rehearse(List<Play> plays) {
    for (Play play : plays) {
      int[] few = visits(play, 1);
      int[] all = visits(play, Long.MAX_VALUE);
      for (int i = 0; i < all.length; i++) {
        if (all[i] > 0) {
          visits
              .computeIfAbsent(i, n -> new ArrayList<>())
              .add(new Visit(play, all[i], all[i] - few[i]));
        }
      }
    }
    visits.values().forEach(v -> v.sort(Comparator.comparingInt(Visit::acting).reversed()));
  }

  /// How often a story comes by each mutant; the set-up, and it alone, comes by as often in few
  /// executions as in many.
  private int[] visits(Play play, long executions) {
    int[] met = Switch.count(classes.mutants().size());
    Settings settings = depth.looks(play).getFirst().model(MemoryModel.SC);
    Findings findings =
        explore(play, settings.executions(Math.min(executions, settings.executions())));
    if (violation(findings).isPresent()) {
      throw new IllegalStateException("without a mutant: " + findings);
    }
    return met;
  }

  @Override
  public Verdict judge(Mutant mutant) {
    List<Play> plays = order(mutant);
    if (plays.isEmpty()) {
      return new Verdict(Verdict.UNREACHED, "", 0);
    }
    MemoryModel model =
        mutant.needsStoreBuffers() || depth == Depth.THOROUGH ? MemoryModel.TSO : MemoryModel.SC;
    long executions = 0;
    int apart = 0;
    for (Play play : plays) {
      Verdict verdict = judge(mutant, play, model, executions);
      switch (verdict.word()) {
        case Verdict.SURVIVED -> {}
        case Verdict.APART -> apart++;
        default -> {
          lastKillers.put(mutant.method(), play);
          return verdict;
        }
      }
      executions = verdict.executions();
    }
    return new Verdict(
        apart == plays.size() ? Verdict.APART : Verdict.SURVIVED,
        plays.size() + " stories",
        executions);
  }

  private List<Play> order(Mutant mutant) {
    List<Visit> all = visits.getOrDefault(mutant.number(), List.of());
    List<Visit> acting = all.stream().filter(visit -> visit.acting() > 0).toList();
    int most = acting.isEmpty() ? FEW : depth.stories;
    var plays =
        new ArrayList<Play>(
            (acting.isEmpty() ? all : acting).stream().limit(most).map(Visit::play).toList());
    Play last = lastKillers.get(mutant.method());
    if (last != null && all.stream().anyMatch(visit -> visit.play().equals(last))) {
      plays.remove(last);
      plays.addFirst(last);
    }
    return plays;
  }

  private Verdict judge(Mutant mutant, Play play, MemoryModel model, long before) {
    long executions = before;
    boolean overlaps = false;
    try {
      Switch.turn(mutant.number());
      for (Settings settings : depth.looks(play)) {
        Findings findings = explore(play, settings.model(model));
        executions += findings.executions();
        if (Switch.isOver()) {
          return new Verdict(Verdict.HUNG, play.simpleName(), executions);
        }
        Optional<String> violation = violation(findings);
        if (violation.isPresent()) {
          return new Verdict(
              Verdict.KILLED, violation.get() + " by " + play.simpleName(), executions);
        }
        overlaps |= overlaps(findings);
      }
      return new Verdict(
          overlaps ? Verdict.SURVIVED : Verdict.APART, play.simpleName(), executions);
    } catch (RuntimeException | Error e) {
      return new Verdict(
          Switch.isOver() ? Verdict.HUNG : Verdict.KILLED,
          "set-up " + root(e) + " by " + play.simpleName(),
          executions);
    }
  }

  private Findings explore(Play play, Settings settings) {
    return explorer.exploreUntil(play.story(), settings, Trial::isViolation);
  }

  private static Optional<String> violation(Findings findings) {
    return findings.first(Trial::isViolation).map(Findings.Reached::outcome);
  }

  private static boolean isViolation(String outcome) {
    return !outcome.startsWith(Scene.HELD);
  }

  private static boolean overlaps(Findings findings) {
    return findings.first(outcome -> outcome.endsWith(Scene.OVERLAPPED)).isPresent();
  }

  private static String root(Throwable t) {
    Throwable cause = t;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause).lines().findFirst().orElse("");
  }
}
