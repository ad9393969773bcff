package shootdown.torture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shootdown.trace.Columns;
import shootdown.trace.Trace;

/// A failure as a person reads it: what broke, what led to it, and what to type to see it again.
final class FailureReport {
  private static final int STEPS = 8;
  private static final int EVENTS = 16;
  private static final int AFTERMATH = 4;
  private static final int ABREAST = 6;

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

  /// The last events up to the moment the rule was broken, in the order of the machine: a column a
  /// vCPU, [#ABREAST] of them at a time, the one that broke it and those that did something last
  /// before the others.
  FailureReport events(Trace all, int vcpu) {
    Trace last = all.untilAlarm(AFTERMATH).last(EVENTS);
    for (List<Integer> some : abreast(whoFirst(last, vcpu))) {
      List<Columns.Row> rows =
          last.events().stream()
              .filter(e -> some.contains(e.vcpu()))
              .map(e -> new Columns.Row(some.indexOf(e.vcpu()), e.text(), e.kind().alarming()))
              .toList();
      text.append(Columns.render(headers(some), rows));
    }
    return this;
  }

  /// The same from what each vCPU kept for itself. Who broke the rule kept little after that; the
  /// others went on until they heard of it.
  FailureReport events(List<Tally> tallies, int vcpu) {
    line("The last events of each vCPU, in no order with another's, which went on for a while:");
    List<Integer> all = new ArrayList<>(IntStream.range(0, tallies.size()).boxed().toList());
    all.sort(Comparator.comparing(v -> v != vcpu));
    for (List<Integer> some : abreast(all)) {
      text.append(
          Columns.abreast(
              headers(some), some.stream().map(v -> tallies.get(v).lastEvents()).toList()));
    }
    return this;
  }

  private static List<Integer> whoFirst(Trace trace, int vcpu) {
    Set<Integer> all = new LinkedHashSet<>();
    if (vcpu >= 0) {
      all.add(vcpu);
    }
    trace.events().reversed().forEach(e -> all.add(e.vcpu()));
    return List.copyOf(all);
  }

  private static List<List<Integer>> abreast(List<Integer> vcpus) {
    return IntStream.range(0, (vcpus.size() + ABREAST - 1) / ABREAST)
        .mapToObj(i -> vcpus.subList(i * ABREAST, Math.min(vcpus.size(), (i + 1) * ABREAST)))
        .map(some -> some.stream().sorted().toList())
        .toList();
  }

  private static List<String> headers(List<Integer> vcpus) {
    return vcpus.stream().map(v -> "vcpu" + v).toList();
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
