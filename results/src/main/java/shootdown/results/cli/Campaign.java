package shootdown.results.cli;

import java.time.Duration;
import java.util.List;
import shootdown.results.child.Deadline;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.run.Entry;
import shootdown.results.run.NotTried;
import shootdown.results.run.Slice;
import shootdown.results.run.TortureRecord;
import shootdown.results.torture.Order;
import shootdown.results.torture.TorturePlan;
import shootdown.torture.Settings;

/// Carries a plan out, phase by phase. Whatever breaks in one is recorded, and the next begins;
/// only when nothing can be written any more is it over.
final class Campaign {
  /// So long after its time a torture run may still write its last word.
  private static final Duration LAST_WORD = Duration.ofMillis(1500);

  private static final Duration TORTURE_LEAST = Duration.ofSeconds(1);

  /// A JVM that starts on a busy machine, and a second of torture.
  private static final Duration TORTURE_START = Duration.ofSeconds(3);

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
    judging("again", plan.again().planned().toList(), () -> session.hunt(plan.again()));
    judging("hunt", work.hunt().planned().toList(), () -> session.hunt(work.hunt()));
    judging(
        "explore",
        work.explore().planned().toList(),
        () -> session.explore(within(work.explore())));
    judging("trial", work.trial().planned().toList(), () -> session.hunt(work.trial()));
    phase("explain", !sampled, () -> session.explain(deadline.left()));
    phase("museum", work.tour().isEmpty(), () -> session.tour(work.tour()));
    phase(
        "bench",
        work.bench().isEmpty(),
        () -> session.bench(work.bench().with(left(work.torture()))));
    boolean late = deadline.left().compareTo(TORTURE_START) < 0;
    if (late && !work.torture().isZero()) {
      session.cutShort();
    }
    phase("torture", late || work.torture().isZero(), () -> torture(work.bench().kernel()));
  }

  private ExplorePlan within(ExplorePlan explore) {
    Duration left = deadline.left();
    return explore.budget().compareTo(left) > 0 ? explore.with(left) : explore;
  }

  /// A phase that owes the reader a verdict on each of these.
  private void judging(String name, List<? extends Entry> pieces, Runnable work) {
    if (!pieces.isEmpty() && !session.isInterrupted() && deadline.left().isZero()) {
      pieces.forEach(piece -> session.append(new NotTried(piece)));
    }
    phase(name, pieces.isEmpty(), work);
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
        Settings.standard()
            .kernel(kernel)
            .vcpus(TorturePlan.vcpus(kernel))
            .seed(seed)
            .time(time.compareTo(TORTURE_LEAST) < 0 ? TORTURE_LEAST : time)
            .untilKill(true)
            .traceEvents(traceEvents);
    return session.torture(Order.of(settings), line -> {});
  }
}
