package shootdown.results.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import shootdown.explore.Schedule;
import shootdown.oracle.Verdict;
import shootdown.results.run.Json;
import shootdown.results.run.TortureRecord;
import shootdown.results.run.TortureStatistics;
import shootdown.torture.Ending;
import shootdown.torture.Excerpted;
import shootdown.torture.Settings;
import shootdown.torture.Statistics;
import shootdown.torture.Torture;

/// The JVM in which torture runs. Says all it has to say as [Message]s; asked to end, or left alone
/// by its parent, it first comes to an orderly end.
public final class TorturingChild implements Torture.Listener {
  /// The file of a failure that was cut down, in the run's folder.
  public static final String SCHEDULE = "torture.schedule";

  /// How a report says what to type for it.
  public static final String PLAY_IT = "Play it: explore --replay " + SCHEDULE;

  private static final long PATIENCE_SECONDS = 20;
  private static final Duration LONGEST_CUT = Duration.ofSeconds(30);

  private final Order order;
  private final Settings settings;
  private final CountDownLatch said = new CountDownLatch(1);

  private TorturingChild(Order order) {
    this.order = order;
    this.settings = order.settings();
  }

  /// Carries out orders, one after another.
  ///
  /// @param arguments the file with the orders, one a line, and for how many milliseconds another
  ///   one may be begun
  public static void main(String[] arguments) throws IOException {
    List<String> orders = Files.readAllLines(Path.of(arguments[0]));
    long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000;
    for (String order : orders) {
      Order next = Json.lines().readValue(order, Order.class);
      boolean fine = new TorturingChild(next).run();
      if (!fine || System.nanoTime() > end) {
        break;
      }
    }
    Runtime.getRuntime().halt(0); // whoever does not come to an end shall not keep us
  }

  /// Carries out one.
  ///
  /// @return whether this JVM is fit for another
  private boolean run() throws IOException {
    try (Recording recording = new Recording()) {
      boolean recorded = !order.jfr().isEmpty();
      if (recorded) {
        recording.setDestination(Path.of(order.jfr()));
        recording.setDumpOnExit(true);
        recording.start();
      }
      var torture = new Torture(settings, this);
      Thread farewell = new Thread(() -> farewell(torture));
      Runtime.getRuntime().addShutdownHook(farewell);
      Ending ending = torture.run();
      if (!order.untilKill() && !ending.slowest().isEmpty()) {
        say(
            new Message.Says(
                "torture: slowest, a time each with its waits (share of all time): "
                    + ending.slowest()));
      }
      String cut = order.untilKill() ? "" : cut(torture, ending);
      say(new Message.Ended(record(ending, cut)));
      said.countDown();
      return ending.verdict() != Verdict.INFRASTRUCTURE && dismissed(farewell);
    }
  }

  /// Cuts a failure down to a few steps, and leaves them as a schedule in the run's folder.
  ///
  /// @return what came of it, for the report
  private static String cut(Torture torture, Ending ending) throws IOException {
    if (ending.verdict() != Verdict.VIOLATED || ending.interrupted()) {
      return "";
    }
    say(
        new Message.Says(
            "torture: cuts the failure down, " + LONGEST_CUT.toSeconds() + " s at most"));
    Optional<Excerpted> cut = torture.cut(LONGEST_CUT);
    Optional<Schedule> schedule = cut.flatMap(Excerpted::schedule);
    if (schedule.isPresent()) {
      Files.writeString(Path.of(SCHEDULE), schedule.get().toString()); // our folder is the run's
    }
    String seen = schedule.isPresent() ? PLAY_IT + "\n" : "";
    return cut.map(Excerpted::report).orElse("") + seen;
  }

  private static boolean dismissed(Thread farewell) {
    try {
      return Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      return false; // it is at work
    }
  }

  private void farewell(Torture torture) {
    torture.stopVolatile();
    try {
      boolean _ = said.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private TortureRecord record(Ending e, String cut) {
    return new TortureRecord(
        settings.kernel(),
        settings.vcpus(),
        settings.seed(),
        settings.scenario().text(),
        settings.describe(),
        e.verdict().name(),
        e.code(),
        e.message(),
        e.interrupted(),
        e.total().operations(),
        e.total().seconds(),
        e.total().rate(),
        e.total().activity(),
        e.total().windows(),
        e.total().played(),
        typed(e.report()) + cut,
        e.last());
  }

  /// With the line to type as it was typed.
  private String typed(String report) {
    return report.replace(
        "Run it again: torture " + String.join(" ", settings.arguments()),
        "Run it again: " + order.again());
  }

  @Override
  public void began(String line) {
    say(new Message.Began(line));
  }

  @Override
  public void stands(Statistics s) {
    var statistics =
        new TortureStatistics(
            s.seconds(), s.secondsLeft(), s.operations(), s.rate(), s.errors(), s.activity());
    say(new Message.Stands(s.line(), statistics));
  }

  @Override
  public void broke(Ending soFar) {
    say(new Message.Broke(record(soFar, "")));
    say(
        new Message.Says(
            "torture: %s %s; looks for what led to it"
                .formatted(soFar.verdict(), soFar.message())));
  }

  private static synchronized void say(Message message) {
    System.out.println(Message.LINES.line(message));
    System.out.flush();
  }
}
