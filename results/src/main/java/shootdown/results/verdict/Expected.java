package shootdown.results.verdict;

import java.util.List;
import java.util.Optional;
import shootdown.fault.Fault;
import shootdown.fault.Museum;

/// What a violation means on a kernel that is known to be wrong.
public final class Expected {
  private Expected() {}

  /// Whether an outcome is what the kernel is there to show: one of the invariants that its fault
  /// breaks, or any for a kernel that is not in the museum.
  public static boolean breach(String kernel, String outcome) {
    OutcomeKey key = OutcomeKey.parse(outcome);
    return fault(kernel)
        .map(fault -> List.of(fault.breaks()).contains(key.invariant()))
        .orElse(!key.held());
  }

  /// Whether everybody expects a violation of this story on this kernel: samples of those that the
  /// story lists, schedules of those that name the story.
  static boolean conviction(StoryResult r) {
    return r.sheet().convicts(r.kernel())
        || (r.explored()
            && fault(r.kernel())
                .filter(fault -> List.of(fault.killedBy()).contains(r.sheet().simpleName()))
                .isPresent());
  }

  /// Whether nobody is surprised by a violation, wherever it shows.
  static boolean isWrong(String kernel) {
    return fault(kernel).isPresent();
  }

  private static Optional<Fault> fault(String kernel) {
    return Museum.find(kernel).map(Museum::of);
  }
}
