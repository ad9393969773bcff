package shootdown.results.cli;

import java.time.Duration;
import java.util.List;
import shootdown.results.child.Deadline;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.run.Slice;
import shootdown.results.run.TortureRecord;
import shootdown.results.torture.Order;
import shootdown.results.torture.TorturePlan;
import shootdown.torture.Scenario;
import shootdown.torture.Settings;

/// Carries a plan out, phase by phase. Whatever breaks in one is recorded, and the next begins;
/// only when nothing can be written any more is it over.
final class Campaign {
  /// So long after its time a torture run may still write its last word.
  private static final Duration LAST_WORD = Duration.ofMillis(1500);

  private static final Duration TORTURE_LEAST = Duration.ofSeconds(1);
  private static final int TRACED = 256;

  private final Session session;
  private final Deadline deadline;
  private final long seed;

  /// A campaign of a session.
  ///
  /// @param deadline after which no phase begins
  Campaign(Session session, Deadline deadline, long seed) {
    this.session = session;
    this.deadline = deadline;
    this.seed = seed;
  }

  void run(CampaignPlan plan) {
    Work work = plan.work();
    boolean sampled = !work.hunt().isEmpty() || !plan.again().isEmpty();
    phase("again", plan.again().isEmpty(), () -> session.hunt(plan.again()));
    phase("hunt", work.hunt().isEmpty(), () -> session.hunt(work.hunt()));
    phase("explore", work.explore().isEmpty(), () -> session.explore(within(work.explore())));
    phase("trial", work.trial().isEmpty(), () -> session.hunt(work.trial()));
    phase("explain", !sampled, () -> session.explain(deadline.left()));
    phase("museum", work.tour().isEmpty(), () -> session.tour(work.tour()));
    phase(
        "bench",
        work.bench().isEmpty(),
        () -> session.bench(work.bench().with(left(work.torture()))));
    phase("torture", work.torture().isZero(), () -> torture(work.bench().kernel()));
  }

  private ExplorePlan within(ExplorePlan explore) {
    Duration left = deadline.left();
    return explore.budget().compareTo(left) > 0 ? explore.with(left) : explore;
  }

  private void phase(String name, boolean isEmpty, Runnable work) {
    if (isEmpty || session.isInterrupted()) {
      return;
    }
    if (deadline.left().isZero()) {
      session.cutShort();
      return;
    }
    long start = System.nanoTime();
    try {
      work.run();
    } catch (InfrastructureFailure e) {
      double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
      session.append(
          new Slice(name, seconds, String.valueOf(e.getMessage()), e.output(), List.of()));
    }
  }

  /// What is left but for those who come after.
  private Duration left(Duration others) {
    Duration left = deadline.left().minus(others);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// The kernel itself, for all the time that is left. If it breaks a rule, it is run again with
  /// its events kept, for there is time now.
  private void torture(String kernel) {
    TortureRecord record = torture(kernel, 0);
    if (record.verdict().equals("VIOLATED") && deadline.left().compareTo(TORTURE_LEAST) > 0) {
      TortureRecord _ = torture(kernel, TRACED);
    }
  }

  private TortureRecord torture(String kernel, int traceEvents) {
    Duration time = left(LAST_WORD);
    Settings settings =
        new Settings(
            kernel,
            TorturePlan.vcpus(kernel),
            seed,
            Scenario.preset("mixed"),
            time.compareTo(TORTURE_LEAST) < 0 ? TORTURE_LEAST : time,
            Settings.ENDLESS,
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            traceEvents);
    return session.torture(Order.of(settings, true, ""), line -> {});
  }
}
