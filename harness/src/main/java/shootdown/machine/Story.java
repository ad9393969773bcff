package shootdown.machine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A small concurrent situation that an engine can hunt: what it asks, what it stands for, what it
/// guards.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Story {
  /// What the story asks, as one sentence with a question mark.
  String question();

  /// The kernel functions that the story stands for, with their files.
  String standsFor();

  /// The invariants it guards, by code: `S4`, `L1`.
  String[] guards();

  /// The kernels that this story is expected to convict under stress, `seed` for one.
  String[] convicts() default {};

  /// The simple name of the control that does the same bare work without the protocol.
  String control() default "";
}
