package shootdown.results.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.Schedule;
import shootdown.explore.Search;
import shootdown.explore.Settings;
import shootdown.results.explore.Task.Order;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.Json;
import shootdown.results.verdict.OutcomeKey;

/// The JVM in which stories are explored. Says all it has to say as [Message]s.
public final class ExploringChild {
  static final String EXPLORE = "explore";
  static final String REPLAY = "replay";

  /// Where it stands while it makes a violation short that nobody expected.
  static final String FOUND = "found";

  static final String MINIMISE = "minimise";

  /// Below this nothing is explored, however late it is.
  private static final Duration LEAST = Duration.ofMillis(100);

  /// No first violation took a tenth of it.
  private static final Duration FIRST_VIOLATION = Duration.ofSeconds(10);

  /// How many violations of a story are made short: one is enough to begin with.
  private static final int MINIMISED = 4;

  private final Explorer explorer;
  private final Carrier carrier = Carrier.best();
  private final Pulse pulse = new Pulse();

  private ExploringChild() {
    explorer = new Explorer(carrier, ExploringChild.class.getClassLoader());
  }

  /// Carries out one command.
  ///
  /// @param arguments `explore <orders> <millis>`, `replay <file>` or `minimise <file>`
  public static void main(String[] arguments) throws IOException {
    var child = new ExploringChild();
    say(new Message.Ready(child.carrier.name()));
    String text = Files.readString(Path.of(arguments[1]));
    switch (arguments[0]) {
      case EXPLORE -> child.explore(text, Duration.ofMillis(Long.parseLong(arguments[2])));
      case REPLAY -> answer(() -> child.replay(Schedule.parse(text)));
      case MINIMISE -> answer(() -> child.minimise(Schedule.parse(text)));
      default -> throw new IllegalArgumentException("unknown command: " + arguments[0]);
    }
  }

  private void explore(String lines, Duration budget) {
    List<Order> orders =
        lines.lines().map(line -> Json.lines().readValue(line, Order.class)).toList();
    pulse.start();
    pulse.at(0, budget);
    warmUp(orders.getFirst());
    long end = System.nanoTime() + budget.toNanos();
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      Duration share = Duration.ofNanos((end - System.nanoTime()) / (orders.size() - i));
      Settings settings = within(order, share);
      pulse.at(i, settings.time());
      answer(() -> explored(order, settings));
    }
    pulse.at(orders.size(), Duration.ZERO);
  }

  /// A cold start takes seconds, which would all be the first story's.
  private void warmUp(Order order) {
    try {
      Findings _ = explorer.explore(order.story(), order.settings().executions(1), s -> {});
    } catch (RuntimeException e) {
      pulse.stage(""); // it will be said when it is that story's turn
    }
  }

  /// What ends with the first violation takes far less than its share, once the machine's classes
  /// are compiled; before that it may take more.
  private static Settings within(Order order, Duration share) {
    Settings settings = order.settings();
    Duration floor = order.convicting() ? FIRST_VIOLATION : LEAST;
    Duration least = share.compareTo(floor) < 0 ? floor : share;
    return settings.time().compareTo(least) > 0 ? settings.time(least) : settings;
  }

  private static void answer(java.util.function.Supplier<Message> work) {
    Message answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      String message = e.getMessage();
      answer =
          new Message.Refused(
              e instanceof IllegalArgumentException && message != null ? message : e.toString());
    }
    say(answer);
  }

  private static synchronized void say(Message message) {
    System.out.println(Message.LINES.line(message));
    System.out.flush();
  }

  private Message explored(Order order, Settings settings) {
    Findings findings =
        order.convicting()
            ? explorer.exploreUntil(order.story(), settings, order::wants)
            : explorer.explore(order.story(), settings, s -> pulse.stage(s.stage()));
    if (!order.convicting()
        && findings.outcomes().stream().anyMatch(r -> !OutcomeKey.parse(r.outcome()).held())) {
      pulse.found();
    }
    List<Reached> outcomes = new ArrayList<>();
    int broken = 0;
    for (Findings.Reached r : findings.outcomes()) {
      boolean violation = !OutcomeKey.parse(r.outcome()).held();
      broken += violation ? 1 : 0;
      Schedule schedule =
          violation && broken <= MINIMISED ? shortest(r.schedule(), findings) : r.schedule();
      boolean shown = violation && (broken == 1 || order.wants(r.outcome()));
      String columns = shown ? columns(schedule) : "";
      outcomes.add(
          new Reached(
              r.outcome(),
              r.count(),
              r.firstAfter(),
              schedule.cost(),
              schedule.toString(),
              "",
              columns));
    }
    return new Message.Explored(record(order.until(), findings, outcomes));
  }

  /// An exhaustive search has looked at all that is cheaper already.
  private Schedule shortest(Schedule schedule, Findings findings) {
    boolean already =
        findings.settings().search() == Search.EXHAUSTIVE
            && schedule.cost() <= findings.bound() + 1;
    try {
      return already ? schedule : explorer.minimise(schedule);
    } catch (RuntimeException e) {
      return schedule; // long, but it shows the same
    }
  }

  /// A schedule that cannot be shown is still one that was seen.
  private String columns(Schedule schedule) {
    try {
      return explorer.replay(schedule).columns();
    } catch (RuntimeException e) {
      return "cannot be shown: " + e.getMessage();
    }
  }

  private Message replay(Schedule schedule) {
    Explorer.Replayed replayed = explorer.replay(schedule);
    return new Message.Replayed(replayed.outcome(), replayed.columns());
  }

  private Message minimise(Schedule schedule) {
    Schedule least = explorer.minimise(schedule);
    return new Message.Minimised(least.toString(), least.cost());
  }

  private static ExplorationRecord record(String until, Findings f, List<Reached> outcomes) {
    Settings s = f.settings();
    return new ExplorationRecord(
        s.kernel(),
        f.story(),
        ExplorationRecord.ENGINE,
        s.model().word(),
        Task.word(s.search()),
        f.carrier(),
        f.bound(),
        f.exhausted(),
        f.executions(),
        f.cut(),
        f.points(),
        f.mistaken(),
        f.states(),
        Math.round(f.seconds() * 1000) / 1000.0,
        s.fills(),
        s.seed(),
        until,
        outcomes,
        List.of());
  }

  /// Tells every second that it is alive, and ends the JVM when a story is far beyond its time:
  /// what is explored can loop where nobody looks.
  private static final class Pulse {
    private static final long GRACE = Duration.ofSeconds(20).toNanos();

    private volatile int done;
    private volatile String stage = "";
    private volatile long deadline = Long.MAX_VALUE;

    void start() {
      Thread.ofPlatform().daemon().name("pulse").start(this::beat);
    }

    void at(int n, Duration time) {
      done = n;
      deadline = System.nanoTime() + time.toNanos() + GRACE;
      stage = "";
      say(new Message.Standing(n, ""));
    }

    /// A violation; that is said at once.
    void found() {
      stage = FOUND;
      say(new Message.Standing(done, FOUND));
    }

    void stage(String words) {
      stage = words;
    }

    private void beat() {
      try {
        while (true) {
          Thread.sleep(1000);
          if (System.nanoTime() - deadline > 0) {
            System.out.println("Error: beyond its time, and does not end");
            System.out.flush();
            Runtime.getRuntime().halt(1);
          }
          say(new Message.Standing(done, stage));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
