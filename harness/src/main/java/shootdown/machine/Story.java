package shootdown.machine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a story asks, for the reader and for the report.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Story {
  /// The question, in one sentence.
  String question();

  /// The kernel functions it stands for.
  String standsFor();

  /// The invariants it guards: `"S4"`.
  String[] guards();

  /// The kernels it convicts when two cores play it, the seed and faults of the museum: `"seed"`,
  /// `"A02"`. They are played in turn by its [InTurn].
  String[] convicts() default {};

  /// The hand-written control its speed is compared with: a simple class name.
  String control() default "";
}
