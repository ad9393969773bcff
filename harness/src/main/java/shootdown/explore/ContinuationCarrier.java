package shootdown.explore;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// Coroutines from `jdk.internal.vm.Continuation`: what virtual threads are made of.
///
/// Needs `--add-exports java.base/jdk.internal.vm=ALL-UNNAMED`, which the project's own commands
/// pass. Reached by method handles, for javac refuses that option together with `--release`. A
/// paused coroutine that nobody resumes is garbage.
final class ContinuationCarrier implements Carrier {
  private static final @Nullable Handles HANDLES = Handles.find();

  private record Handles(
      Object scope, MethodHandle make, MethodHandle run, MethodHandle pause, MethodHandle isDone) {

    static @Nullable Handles find() {
      try {
        Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
        Class<?> type = Class.forName("jdk.internal.vm.Continuation");
        var lookup = MethodHandles.lookup();
        MethodType of = MethodType.methodType(Object.class);
        return new Handles(
            lookup
                .findConstructor(scope, MethodType.methodType(void.class, String.class))
                .asType(MethodType.methodType(Object.class, String.class))
                .invoke("explore"),
            lookup
                .findConstructor(type, MethodType.methodType(void.class, scope, Runnable.class))
                .asType(of.appendParameterTypes(Object.class, Runnable.class)),
            lookup
                .findVirtual(type, "run", MethodType.methodType(void.class))
                .asType(MethodType.methodType(void.class, Object.class)),
            lookup
                .findStatic(type, "yield", MethodType.methodType(boolean.class, scope))
                .asType(MethodType.methodType(boolean.class, Object.class)),
            lookup
                .findVirtual(type, "isDone", MethodType.methodType(boolean.class))
                .asType(MethodType.methodType(boolean.class, Object.class)));
      } catch (Throwable notExported) {
        return null;
      }
    }
  }

  static boolean isAvailable() {
    return HANDLES != null;
  }

  @Override
  public String name() {
    return "continuations";
  }

  @Override
  public Coroutine coroutine(Runnable body) {
    Handles handles = HANDLES;
    if (handles == null) {
      throw new IllegalStateException("jdk.internal.vm is not exported");
    }
    return new Continued(handles, body);
  }

  private static final class Continued implements Coroutine {
    private final Handles handles;
    private final Object continuation;

    Continued(Handles handles, Runnable body) {
      this.handles = handles;
      try {
        continuation = (Object) handles.make.invokeExact(handles.scope, body);
      } catch (Throwable t) {
        throw new LinkageError("cannot make a continuation", t);
      }
    }

    @Override
    public void resume() {
      try {
        handles.run.invokeExact(continuation);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable t) {
        throw new LinkageError("cannot run a continuation", t);
      }
    }

    @Override
    public boolean pause() {
      try {
        boolean _ = (boolean) handles.pause.invokeExact(handles.scope);
        return true;
      } catch (IllegalStateException pinned) {
        return false;
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable t) {
        throw new LinkageError("cannot pause a continuation", t);
      }
    }

    @Override
    public boolean isOver() {
      try {
        return (boolean) handles.isDone.invokeExact(continuation);
      } catch (Throwable t) {
        throw new LinkageError("cannot ask a continuation", t);
      }
    }

    @Override
    public void abandon() {
      // garbage from here on
    }
  }
}
