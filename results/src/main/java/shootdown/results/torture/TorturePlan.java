package shootdown.results.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import shootdown.fault.Fault;
import shootdown.fault.Form;
import shootdown.fault.Museum;
import shootdown.machine.Kernels;
import shootdown.torture.Scenario;
import shootdown.torture.Settings;

/// Torture's share of a campaign: faults of the museum, each until it has broken a rule or its
/// moment is over.
///
/// @param seed of every run, and where in the museum the tour begins: with too little time for all
///   of it, another campaign sees another part
public record TorturePlan(List<Fault> faults, long seed, Duration budget) {
  /// None of it.
  public static final TorturePlan NOTHING = new TorturePlan(List.of(), 0, Duration.ZERO);

  /// More than two cores' worth, so that they are preempted.
  public static final int VCPUS = 4;

  /// What most need at most, once the machine's classes are compiled.
  static final Duration EACH = Duration.ofSeconds(1);

  private static final double START = 2;

  public TorturePlan {
    faults = List.copyOf(faults);
  }

  /// As many vCPUs as a kernel knows how to handle.
  public static int vcpus(String kernel) {
    return Math.min(VCPUS, Kernels.byName(kernel).maxVcpus());
  }

  /// All that have been seen to break a rule under torture.
  public static TorturePlan ofMuseum(long seed) {
    List<Fault> faults =
        new ArrayList<>(
            Museum.faults().stream()
                .filter(f -> f.endures().isEmpty() && f.form() != Form.WEAK)
                .toList());
    Collections.rotate(faults, -(int) Math.floorMod(seed, (long) Math.max(1, faults.size())));
    return new TorturePlan(faults, seed, Duration.ZERO);
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /// The same with another budget.
  public TorturePlan with(Duration other) {
    return new TorturePlan(faults, seed, other);
  }

  /// The same without those that have been seen.
  public TorturePlan without(List<String> ids) {
    return new TorturePlan(
        faults.stream().filter(f -> !ids.contains(f.id())).toList(), seed, budget);
  }

  /// Seconds below which nothing is seen; 0 if there is nothing to see.
  public double least() {
    return isEmpty() ? 0 : START + EACH.toMillis() / 1000.0;
  }

  List<Order> orders() {
    return faults.stream().map(f -> order(f.id(), Scenario.preset(f.scenario()), EACH)).toList();
  }

  private Order order(String kernel, Scenario scenario, Duration time) {
    return Order.of(
        Settings.standard()
            .kernel(kernel)
            .vcpus(VCPUS)
            .seed(seed)
            .scenario(scenario)
            .time(time)
            .untilKill(true)
            .judgeEvery(Duration.ofMillis(100)));
  }

  /// For the plan that is printed first.
  public String describe() {
    return "up to %d faults of the museum on %d vCPUs, %.1f s each at most, about %d s"
        .formatted(faults.size(), VCPUS, EACH.toMillis() / 1000.0, budget.toSeconds());
  }
}
