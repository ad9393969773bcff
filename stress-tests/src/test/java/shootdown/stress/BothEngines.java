package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.MemoryModel;
import shootdown.explore.Settings;
import shootdown.machine.Kernels;

/// Two engines that share no line look at the same stories: [shootdown.explore] and Lincheck.
///
/// Both must reach the same outcomes, no more and no fewer. On the way the first is held to what it
/// says: if it called an outcome unreachable that Lincheck reaches, it would be wrong.
///
/// One kernel in a JVM: Lincheck knows classes by their names, and the kernel is a static of them.
final class BothEngines {
  /// All schedules of [Staged.SwitchOut] are looked at in seconds; those of [Staged.QueuedSwitch]
  /// up to so many preemptions.
  static final int FEW = 2;

  private final String kernel;
  private final int invocations;

  /// @param kernel for all scenes of this JVM
  /// @param invocations of each story by Lincheck
  BothEngines(String kernel, int invocations) {
    this.kernel = kernel;
    this.invocations = invocations;
    System.setProperty(Kernels.PROPERTY, kernel);
  }

  /// Asserts that both engines reach just these outcomes.
  void reach(Set<String> outcomes, Class<?> story, int bound, Class<? extends Staged> staged) {
    String played = Stories.scene(story).machine().kernel().name();
    assertEquals(kernel, played, "another kernel was chosen before, in the same JVM");
    Findings ours = explored(story, bound);
    assertEquals(bound, Math.min(ours.bound(), bound), ours::toString);
    assertEquals(new TreeSet<>(outcomes), reached(ours), "explored");
    Map<String, Integer> theirs = SecondOpinion.of(staged, invocations);
    assertEquals(new TreeSet<>(outcomes), theirs.keySet(), theirs::toString);
    System.out.printf(
        "%s on %s: %d explored in %.1f s, %d by Lincheck: %s%n",
        story.getSimpleName(), kernel, ours.executions(), ours.seconds(), invocations, theirs);
  }

  private Findings explored(Class<?> story, int bound) {
    var settings =
        Settings.DEFAULT
            .kernel(kernel)
            .model(MemoryModel.SC)
            .bound(bound)
            .time(Duration.ofMinutes(1));
    var explorer = new Explorer(Carrier.best(), BothEngines.class.getClassLoader());
    return explorer.explore(story.getName(), settings, standing -> {});
  }

  private static Set<String> reached(Findings findings) {
    var outcomes = new TreeSet<String>();
    findings.outcomes().forEach(one -> outcomes.add(one.outcome()));
    return outcomes;
  }
}
