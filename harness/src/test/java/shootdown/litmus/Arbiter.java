package shootdown.litmus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What is played when all threads are through.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Arbiter {}
