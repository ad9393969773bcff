package shootdown.torture;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shootdown.trace.Columns;
import shootdown.trace.Trace;
import shootdown.trace.TraceEvent;

/// A failure as a person reads it: what broke, what led to it, and what to type to see it again.
final class FailureReport {
  private static final int STEPS = 8;
  private static final int EVENTS = 16;
  private static final int AFTERMATH = 4;
  private static final int COLUMNS = 6;

  private final StringBuilder text = new StringBuilder();

  /// What broke, where and when.
  FailureReport(Settings settings, Finding finding, Counters counters, double seconds) {
    line(finding.verdict() + " " + finding.message());
    line(
        "after %d operations in %.2f s, boot %d; %s"
            .formatted(counters.operations(), seconds, counters.lives(), settings.describe()));
  }

  /// Who waits for whom, if nobody could go on.
  FailureReport waits(Finding finding) {
    finding.waits().forEach(clause -> line("  " + clause));
    return this;
  }

  /// What each vCPU was asked for last.
  FailureReport steps(List<Player> players) {
    line("The last operations of each vCPU, the last one perhaps unfinished:");
    for (Player p : players) {
      line(
          "  vcpu%d: %s"
              .formatted(
                  p.cpu().id(),
                  p.history().last(STEPS).stream()
                      .map(Steps::describe)
                      .collect(Collectors.joining(" "))));
    }
    return this;
  }

  /// The last events up to the moment the rule was broken, one column a vCPU: of those that did
  /// something last, and of the one that broke it.
  FailureReport events(Trace all, int vcpu) {
    Trace trace = all.untilAlarm(AFTERMATH);
    Set<Integer> shown = shown(trace, vcpu);
    Trace last = trace.last(EVENTS);
    List<TraceEvent> events = last.events().stream().filter(e -> shown.contains(e.vcpu())).toList();
    text.append(Columns.render(new Trace(trace.vcpus(), events, last.overwritten())));
    return this;
  }

  private static Set<Integer> shown(Trace trace, int vcpu) {
    Set<Integer> shown = new HashSet<>();
    if (vcpu >= 0) {
      shown.add(vcpu);
    }
    trace.events().stream()
        .sorted(Comparator.comparingLong(TraceEvent::order).reversed())
        .mapToInt(TraceEvent::vcpu)
        .distinct()
        .limit(COLUMNS)
        .filter(v -> shown.size() < COLUMNS)
        .forEach(shown::add);
    return shown;
  }

  FailureReport line(String line) {
    text.append(line).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
