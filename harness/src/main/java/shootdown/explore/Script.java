package shootdown.explore;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A story as its class tells it: what jcstress calls a test, read by reflection, so that the
/// harness need not know jcstress.
///
/// Wanted are a public class with a public constructor without parameters, or with a string if the
/// story is told what to play; `@Actor` methods, played in the order of their names, and at most
/// one `@Arbiter`; each takes the result or nothing. The outcome is the result's `toString`.
final class Script {
  private final Class<?> type;
  private final String told;
  private final MethodHandle make;
  private final List<MethodHandle> actors = new ArrayList<>();
  private final @Nullable MethodHandle arbiter;
  private final MethodHandle makeResult;

  /// A story that has been set up, and what it is made of held then.
  private record Setting(Object story, Kept kept) {}

  private @Nullable Setting setting;
  private boolean changes;

  /// Reads a story.
  ///
  /// @param told what it is told to play, if it does not know itself; a parameter of its
  ///   constructor
  /// @throws IllegalArgumentException with one line that says what is missing
  Script(Class<?> type, String told) {
    this.type = type;
    this.told = told;
    try {
      var lookup = MethodHandles.publicLookup();
      make = constructor(lookup, type, told);
      List<Method> acting = annotated("Actor");
      List<Method> judging = annotated("Arbiter");
      if (acting.isEmpty()) {
        throw new IllegalArgumentException("no story: class=" + type.getName() + " has no @Actor");
      }
      Class<?> result = resultType(acting, judging);
      makeResult =
          lookup
              .findConstructor(result, MethodType.methodType(void.class))
              .asType(MethodType.methodType(Object.class));
      for (Method method : acting) {
        actors.add(uniform(lookup.unreflect(method)));
      }
      arbiter = judging.isEmpty() ? null : uniform(lookup.unreflect(judging.getFirst()));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          "no story: class=" + type.getName() + " " + e.getMessage(), e);
    }
  }

  private static MethodHandle constructor(MethodHandles.Lookup lookup, Class<?> type, String told)
      throws NoSuchMethodException, IllegalAccessException {
    MethodType wanted =
        told.isEmpty()
            ? MethodType.methodType(void.class)
            : MethodType.methodType(void.class, String.class);
    MethodHandle made = lookup.findConstructor(type, wanted);
    MethodHandle bound = told.isEmpty() ? made : MethodHandles.insertArguments(made, 0, told);
    return bound.asType(MethodType.methodType(Object.class));
  }

  private List<Method> annotated(String simpleName) {
    return Arrays.stream(type.getMethods())
        .filter(m -> has(m, simpleName))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static boolean has(Method method, String simpleName) {
    for (Annotation annotation : method.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals(simpleName)) {
        return true;
      }
    }
    return false;
  }

  private Class<?> resultType(List<Method> acting, List<Method> judging) {
    return java.util.stream.Stream.concat(judging.stream(), acting.stream())
        .filter(m -> m.getParameterCount() == 1)
        .findFirst()
        .<Class<?>>map(m -> m.getParameterTypes()[0])
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no story: class=" + type.getName() + " gives no result"));
  }

  /// (story, result).
  private static MethodHandle uniform(MethodHandle method) {
    MethodHandle both =
        method.type().parameterCount() == 2
            ? method
            : MethodHandles.dropArguments(method, 1, Object.class);
    return both.asType(MethodType.methodType(void.class, Object.class, Object.class));
  }

  String name() {
    return told.isEmpty() ? type.getName() : type.getName() + " " + told;
  }

  int actors() {
    return actors.size();
  }

  /// Sets it up anew.
  Staged stage(Births births) {
    setting = null;
    births.clear();
    Points.number(births);
    Object story = made(make);
    births.keep();
    return new Staged(story, made(makeResult));
  }

  /// Sets it up: what it is made of takes back what it held at first, if that can be done.
  Staged restage(Births births) {
    Setting s = setting;
    if (s != null) {
      births.forget();
      s.kept.giveBack();
      return new Staged(s.story, made(makeResult));
    }
    Staged fresh = stage(births);
    if (!changes) {
      Optional<Kept> kept = Kept.from(fresh.story);
      kept.ifPresent(k -> setting = new Setting(fresh.story, k));
      changes = kept.isEmpty();
    }
    return fresh;
  }

  /// It does not come back as it was: it is set up anew each time.
  void changes() {
    setting = null;
    changes = true;
  }

  private Object made(MethodHandle constructor) {
    try {
      return (Object) constructor.invokeExact();
    } catch (Throwable t) {
      if (!told.isEmpty() && t instanceof IllegalArgumentException e) {
        throw e; // what it is told makes no sense to it
      }
      throw new IllegalStateException("the set-up of " + name() + " failed", t);
    }
  }

  /// A story set up, to be played once.
  final class Staged {
    private final Object story;
    private final Object result;
    private @Nullable Throwable failure;

    Staged(Object story, Object result) {
      this.story = story;
      this.result = result;
    }

    List<Runnable> bodies() {
      List<Runnable> bodies = new ArrayList<>();
      for (MethodHandle actor : actors) {
        bodies.add(() -> play(actor));
      }
      return bodies;
    }

    private void play(MethodHandle actor) {
      try {
        actor.invokeExact(story, result);
      } catch (RuntimeException | AssertionError e) {
        failure = e;
      } catch (Error e) {
        throw e;
      } catch (Throwable t) {
        failure = t;
      }
    }

    /// What processors may walk to, nothing if the story does not say.
    int[] pages() {
      return (int[]) call(story, "pages").orElse(new int[0]);
    }

    /// The processor of a vCPU walks to a page; by the vCPU's coroutine.
    void fill(int player, int vpn) {
      try {
        story.getClass().getMethod("fill", int.class, int.class).invoke(story, player, vpn);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the story cannot fill a TLB", e);
      }
    }

    /// After all of them have come to their end.
    String outcome() {
      if (failure != null) {
        return "INFRASTRUCTURE " + failure;
      }
      try {
        if (arbiter != null) {
          arbiter.invokeExact(story, result);
        }
      } catch (Throwable t) {
        return "INFRASTRUCTURE " + t;
      }
      return result.toString();
    }

    /// The machine it was played on, if the story tells.
    Optional<Object> machine() {
      return call(story, "machine");
    }
  }

  /// What a public method without parameters returns, if there is such a method.
  static Optional<Object> call(Object on, String method) {
    try {
      return Optional.ofNullable(on.getClass().getMethod(method).invoke(on));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }
}
