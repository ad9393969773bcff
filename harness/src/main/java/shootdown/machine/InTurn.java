package shootdown.machine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a scene that is played on every kernel its story convicts, one after the other: each scene
/// made takes the next. Its superclass is the story.
///
/// One JVM plays them all, since every start of jcstress costs more than what it is started for;
/// whose turn it was is part of the outcome, [Scene#kernelName].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InTurn {}
