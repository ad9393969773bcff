package shootdown.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.stream.Stream;
import shootdown.kernel.Kernel;

/// Which kernel a scene is played on: the chosen one, or for [InTurn] those its story convicts, in
/// turn. One object a class of scenes; a kernel has no state, so one of each does for all.
final class Rota {
  private static final ClassValue<Rota> ROTAS =
      new ClassValue<>() {
        @Override
        protected Rota computeValue(Class<?> scene) {
          return scene.isAnnotationPresent(InTurn.class)
              ? new Rota(convicts(scene))
              : new Rota(Scene.CHOSEN);
        }
      };

  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(Rota.class, "next", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Kernel[] kernels;
  private int next;

  private Rota(Kernel... kernels) {
    this.kernels = kernels;
  }

  private static Kernel[] convicts(Class<?> scene) {
    Story story =
        Objects.requireNonNull(scene.getSuperclass().getAnnotation(Story.class), scene::getName);
    return Stream.of(story.convicts()).map(Kernels::byName).toArray(Kernel[]::new);
  }

  /// The kernel for the next scene of that class. Scenes are made by several threads; two that get
  /// the same kernel do no harm.
  static Kernel next(Class<?> scene) {
    return ROTAS.get(scene).next();
  }

  private Kernel next() {
    if (kernels.length == 1) {
      return kernels[0];
    }
    int n = (int) NEXT.getOpaque(this);
    NEXT.setOpaque(this, n + 1 == kernels.length ? 0 : n + 1);
    return kernels[n];
  }
}
