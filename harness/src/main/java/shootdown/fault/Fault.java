package shootdown.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One race that really happened, or one that was seen in time ([#derived]), told of the kernel
/// that repeats it: one step away from a kernel that does not have it, which is the superclass.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Fault {
  /// Its number in the museum, and the kernel's name: `A02`, a variant `A02q`.
  String id();

  /// The year in which it was mended, or told.
  int year();

  /// Where: a commit or an advisory, `Linux 9f79991d4186`.
  String source();

  /// Whether no report of it is known: it is what the source says a rule for, or guards against.
  boolean derived() default false;

  /// What was wrong, in one sentence that fits a line.
  String title();

  /// What the right step has and this one lacks.
  String missing();

  /// How it goes wrong, one step a line, each opening with who takes it: `cpu1 queues …`.
  String[] interleaving();

  /// The invariants it breaks: first the one that a killer must see, then what follows from it.
  String[] breaks();

  Form form();

  /// The stories that convict it, by simple name; none if no machine of ours can show it.
  String[] killedBy() default {};

  /// Why an engine cannot see it, or sees it rarely; empty if all can. Where nothing can, it names
  /// the fault that shows the same on this machine.
  String unseen() default "";

  /// The scenario of torture in which its moment comes, by name; empty if there is none.
  String scenario() default "";

  /// Why torture does not bring it about within a minute; empty if it does.
  String endures() default "";
}
