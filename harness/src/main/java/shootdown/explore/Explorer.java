package shootdown.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Explores stories: the classes that jcstress plays, one schedule at a time.
///
/// One exploration at a time in a JVM, and no other use of the harness's classes by the explored
/// story: it lives in a class loader of its own.
public final class Explorer {
  private static final String KERNEL = "shootdown.kernel";
  private static final String JUDGE = "shootdown.judgeEvery";
  static final String TRACE = "shootdown.trace";

  /// Up to this bound one after another is tried; what has more to it is tried whole.
  private static final int STEPS = 5;

  private static final Duration MINIMISING = Duration.ofSeconds(10);

  private final Carrier carrier;
  private final ClassLoader classes;
  private @Nullable Purpose purpose;

  /// Explores what a class loader can find.
  ///
  /// @param classes where the stories are found
  public Explorer(Carrier carrier, ClassLoader classes) {
    this.carrier = carrier;
    this.classes = classes;
  }

  /// Where an exploration stands, for who shows it.
  ///
  /// @param stage what is being searched, in words
  public record Standing(String stage, long executions, int outcomes) {}

  /// Explores a story.
  ///
  /// @throws IllegalArgumentException if there is no such story or kernel
  public Findings explore(String story, Settings settings, Consumer<Standing> progress) {
    return search(story, settings, outcome -> false, progress);
  }

  /// Explores a story until an outcome is met that is wanted: the first violation, say. What was
  /// met besides is among the findings too.
  ///
  /// @throws IllegalArgumentException if there is no such story or kernel
  public Findings exploreUntil(String story, Settings settings, Predicate<String> wanted) {
    return search(story, settings, wanted, standing -> {});
  }

  private Findings search(
      String story, Settings settings, Predicate<String> wanted, Consumer<Standing> progress) {
    long start = System.nanoTime();
    Exploration exploration =
        begin(story, settings.kernel(), settings.model(), settings.fills(), 0);
    exploration.seek(wanted);
    return settings.search() == Search.EXHAUSTIVE
        ? exhaust(exploration, settings, start, progress)
        : sample(exploration, settings, start, progress);
  }

  /// Plays a story at random and looks for accesses to one variable, one of them plain, that
  /// nothing orders.
  ///
  /// @return in words, each pair of places once
  /// @throws IllegalArgumentException if there is no such story or kernel
  public Set<String> races(String story, Settings settings) {
    var races = new Races();
    Script script = script(story, settings.kernel(), 0, true);
    Theatre theatre = Theatre.of(carrier, settings.model(), settings.fills()).watchedBy(races);
    var exploration = new Exploration(script, theatre);
    exploration.rehearse();
    boolean _ =
        exploration.run(new RandomWalk(settings.seed()), settings.executions(), settings.time());
    return races.found();
  }

  private Exploration begin(String story, String kernel, MemoryModel model, int fills, int traced) {
    var script = script(story, kernel, traced, false);
    var exploration = new Exploration(script, Theatre.of(carrier, model, fills));
    exploration.rehearse();
    return exploration;
  }

  private Exploration begin(Schedule s, int traced) {
    return begin(s.story(), s.kernel(), s.model(), s.fills(), traced);
  }

  /// What the classes of a story are loaded for: the chosen kernel is a static of theirs.
  private record Purpose(
      String kernel, int traced, boolean watchesPlain, Set<String> packages, ClassLoader loader) {

    boolean isFor(String k, int t, boolean w, Set<String> p) {
      return kernel.equals(k) && traced == t && watchesPlain == w && packages.equals(p);
    }
  }

  private ClassLoader loader(
      String kernel, int traced, boolean watchesPlain, Set<String> packages) {
    Purpose last = purpose;
    if (last == null || !last.isFor(kernel, traced, watchesPlain, packages)) {
      last =
          new Purpose(
              kernel,
              traced,
              watchesPlain,
              packages,
              ExploringLoader.forOne(classes, watchesPlain, packages));
      purpose = last;
    }
    return last.loader;
  }

  /// The story's classes read these properties as they are initialised.
  private Script script(String story, String kernel, int traced, boolean watchesPlain) {
    String[] words = story.split(" ", 2);
    Map<String, @Nullable String> old = new HashMap<>();
    Map.of(KERNEL, kernel, JUDGE, "1", TRACE, String.valueOf(traced))
        .forEach((name, value) -> old.put(name, System.setProperty(name, value)));
    try {
      ClassLoader loader = loader(kernel, traced, watchesPlain, packages(words[0], kernel));
      var script =
          new Script(Class.forName(words[0], true, loader), words.length > 1 ? words[1] : "");
      Script.Staged _ = script.stage(new Births());
      return script;
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no such story: " + words[0], e);
    } catch (ExceptionInInitializerError e) {
      Throwable cause = e.getCause();
      throw new IllegalArgumentException(cause == null ? story : cause.getMessage(), e);
    } finally {
      old.forEach(Explorer::restore);
    }
  }

  /// A class in no package is nobody's.
  private static Set<String> packages(String... classes) {
    return Arrays.stream(classes)
        .filter(name -> name.contains("."))
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .collect(Collectors.toSet());
  }

  private static void restore(String property, @Nullable String old) {
    if (old == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, old);
    }
  }

  // --- searching ---

  private Findings exhaust(
      Exploration exploration, Settings settings, long start, Consumer<Standing> progress) {
    int complete = -1;
    boolean exhausted = false;
    boolean forgetful = false;
    long states = 0;
    for (int bound : bounds(settings.bound())) {
      DepthFirst search;
      boolean done;
      int learnt;
      do {
        learnt = exploration.learnt();
        search = DepthFirst.upTo(bound);
        progress.accept(standing(exploration, search));
        done = exploration.run(search, left(exploration, settings), timeLeft(settings, start));
        states = Math.max(states, search.states());
        forgetful |= search.isForgetful();
      } while (done && learnt != exploration.learnt());
      if (!done) {
        break;
      }
      complete = bound;
      if (!search.limited()) {
        exhausted = true;
        break;
      }
    }
    return findings(exploration, settings, states, forgetful, complete, exhausted, start);
  }

  /// Small ones first: what they find is short.
  private static List<Integer> bounds(int most) {
    var bounds = new ArrayList<Integer>();
    for (int bound = 0; bound < Math.min(most, STEPS); bound++) {
      bounds.add(bound);
    }
    bounds.add(most);
    return bounds;
  }

  private Findings sample(
      Exploration exploration, Settings settings, long start, Consumer<Standing> progress) {
    Strategy strategy =
        settings.search() == Search.PCT
            ? new Pct(settings.seed(), settings.depth())
            : new RandomWalk(settings.seed());
    progress.accept(standing(exploration, strategy));
    boolean _ = exploration.run(strategy, left(exploration, settings), timeLeft(settings, start));
    return findings(exploration, settings, 0, false, -1, false, start);
  }

  private static long left(Exploration exploration, Settings settings) {
    return Math.max(0, settings.executions() - exploration.executions());
  }

  private static Duration timeLeft(Settings settings, long start) {
    return settings.time().minusNanos(System.nanoTime() - start);
  }

  private static Standing standing(Exploration exploration, Strategy strategy) {
    return new Standing(
        strategy.describe(), exploration.executions(), exploration.outcomes().size());
  }

  private Findings findings(
      Exploration exploration,
      Settings settings,
      long states,
      boolean forgetful,
      int bound,
      boolean exhausted,
      long start) {
    var reached = new ArrayList<Findings.Reached>();
    for (Map.Entry<String, Exploration.Tally> e : exploration.outcomes().entrySet()) {
      Exploration.Tally tally = e.getValue();
      reached.add(
          new Findings.Reached(
              e.getKey(),
              tally.count(),
              tally.firstAfter(),
              new Schedule(
                  exploration.story(),
                  settings.kernel(),
                  settings.model(),
                  settings.fills(),
                  e.getKey(),
                  tally.schedule())));
    }
    return new Findings(
        exploration.story(),
        settings,
        carrier.name(),
        exploration.executions(),
        exploration.cut(),
        exploration.points(),
        exploration.mistaken(),
        states,
        forgetful,
        bound,
        exhausted,
        (System.nanoTime() - start) / 1e9,
        reached);
  }

  // --- replaying ---

  /// Plays a schedule again.
  ///
  /// @throws IllegalArgumentException if it does not fit the story: the code is not what it was
  public Replayed replay(Schedule schedule) {
    Exploration exploration = begin(schedule, Telling.EVENTS);
    var telling = new Telling(exploration.locations());
    var replay = new Replay(schedule.deviations());
    String outcome = exploration.show(replay, telling);
    if (!replay.isFaithful()) {
      throw new IllegalArgumentException(
          "the schedule does not fit "
              + schedule.story()
              + " on "
              + schedule.kernel()
              + ": the code is not what it was");
    }
    return new Replayed(outcome, telling.columns());
  }

  /// A schedule seen again.
  ///
  /// @param columns what happened, one column a vCPU, each switch with its reason
  public record Replayed(String outcome, String columns) {}

  /// A schedule with the same outcome and no deviation that is not needed for it.
  public Schedule minimise(Schedule schedule) {
    Exploration exploration = begin(schedule, 0);
    Schedule least = shorter(exploration, schedule);
    List<Deviation> needed = least.deviations();
    for (int i = needed.size() - 1; i >= 0; i--) {
      var fewer = new ArrayList<>(needed);
      fewer.remove(i);
      var replay = new Replay(fewer);
      if (exploration.show(replay, Observer.NOBODY).equals(schedule.outcome())
          && replay.isFaithful()) {
        needed = fewer;
        i = Math.min(i, needed.size());
      }
    }
    return least.with(needed);
  }

  /// One of a smaller bound, if a short search finds one.
  private static Schedule shorter(Exploration exploration, Schedule schedule) {
    long end = System.nanoTime() + MINIMISING.toNanos();
    exploration.seek(schedule.outcome()::equals);
    for (int bound = 0; bound < schedule.cost(); bound++) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      boolean done =
          left.isPositive() && exploration.run(DepthFirst.upTo(bound), Long.MAX_VALUE, left);
      Exploration.Tally found = exploration.outcomes().get(schedule.outcome());
      if (found != null) {
        return schedule.with(found.schedule());
      }
      if (!done) {
        break;
      }
    }
    return schedule;
  }
}
