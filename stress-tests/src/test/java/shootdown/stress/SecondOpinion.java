package shootdown.stress;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.machine.Scene;

/// What Lincheck's model checking says of a story: which outcomes it reached, and how often.
///
/// Lincheck instruments and schedules by itself; of the harness it knows nothing. It interleaves at
/// the accesses it knows (no bitwise atomic is among them), under sequential consistency, those
/// schedules with few switches first. A wait that takes fifty turns in one loop it calls hung, and
/// after every ten it lets the other vCPU run: with two of them, one is always through, or waiting
/// for the other, long before.
///
/// One in a JVM that has not yet made a scene: the kernel is chosen by then.
final class SecondOpinion {
  private static final Map<String, Integer> SEEN = new TreeMap<>();

  private SecondOpinion() {}

  /// Plays a story that many times.
  ///
  /// @return the outcomes, as the story's arbiter words them
  /// @throws AssertionError if an invocation hangs, or throws what a scene does not catch
  static Map<String, Integer> of(Class<? extends Staged> story, int invocations) {
    SEEN.clear();
    new ModelCheckingOptions()
        .iterations(0)
        .addCustomScenario(bothAtOnce(story))
        .invocationsPerIteration(invocations)
        .minimizeFailedScenario(false)
        .verifier(Listener.class)
        .addGuarantee(textsHideNoRace())
        .check(story);
    return new TreeMap<>(SEEN);
  }

  private static ExecutionScenario bothAtOnce(Class<? extends Staged> story) {
    return new ExecutionScenario(
        List.of(),
        List.of(operation(story, "first"), operation(story, "second")),
        operation(story, "scene"),
        null);
  }

  private static List<Actor> operation(Class<?> story, String name) {
    try {
      Method method = story.getMethod(name);
      return List.of(new Actor(method, List.of()));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /// The text of a breach is made by whoever breached, and there is nothing to interleave in it.
  private static ManagedStrategyGuarantee textsHideNoRace() {
    return ManagedStrategyGuaranteeKt.forClasses("shootdown.trace.Breach")
        .methods("message")
        .ignore();
  }

  /// Hears how each invocation ended, and lets all of them pass: what is reached is judged at the
  /// end.
  public static final class Listener implements Verifier {

    /// @param specification of which Lincheck would have one
    public Listener(Class<?> specification) {}

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
      var last = (ValueResult) results.getPostResults().getFirst();
      var scene = (Scene) Objects.requireNonNull(last.getValue());
      var result = new LL_Result();
      result.r1 = scene.verdict();
      result.r2 = scene.window();
      SEEN.merge(result.toString(), 1, Integer::sum);
      return true;
    }
  }
}
