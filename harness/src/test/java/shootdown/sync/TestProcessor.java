package shootdown.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import shootdown.trace.TraceRing;
import shootdown.trace.Witness;

/// A processor with one interrupt line and a note of what happened to it.
final class TestProcessor extends Processor {
  final List<String> log = new ArrayList<>();
  private volatile boolean pending;
  private final StallJudge judge;
  private @Nullable Runnable handler;
  private @Nullable Runnable scheduler;

  private TestProcessor(int id, StallJudge judge) {
    super(id, judge, (TraceRing) null);
    this.judge = judge;
  }

  /// Processors that are watched by one judge, all offstage.
  static TestProcessor[] machine(int n) {
    var judge = new StallJudge(new Witness());
    var all = new TestProcessor[n];
    for (int i = 0; i < n; i++) {
      all[i] = new TestProcessor(i, judge);
    }
    judge.watch(all);
    return all;
  }

  Witness witness() {
    return judge.witness();
  }

  void halt() {
    judge.haltVolatile();
  }

  void onUpcall(Runnable what) {
    handler = what;
  }

  void onSchedule(Runnable what) {
    scheduler = what;
  }

  void raise() {
    pending = true;
  }

  @Override
  protected boolean upcallPending() {
    return pending;
  }

  @Override
  protected void upcall() {
    pending = false;
    log.add(irqsOff() ? "upcall" : "upcall with interrupts on");
    Runnable what = handler;
    if (what != null) {
      what.run();
    }
  }

  @Override
  protected void schedule() {
    log.add("schedule");
    Runnable what = scheduler;
    if (what != null) {
      what.run();
    }
  }
}
