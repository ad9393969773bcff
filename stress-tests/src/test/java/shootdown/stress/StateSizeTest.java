package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jol.vm.VM;
import shootdown.hypervisor.Hypervisor;
import shootdown.kernel.Kernel;
import shootdown.mm.Geometry;

/// A state is made by the ten thousand, so all of it together is small.
final class StateSizeTest {
  private static final int LIMIT = 4096;

  static Stream<Class<?>> stories() {
    return Stories.stories().stream();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void fitsInAPage(Class<?> test) throws IllegalAccessException {
    long bytes = deepSize(Stories.scene(test));
    assertTrue(bytes <= LIMIT, () -> test.getSimpleName() + " bytes=" + bytes);
  }

  /// Everything the state owns: what is reachable from it and not shared by all states.
  static long deepSize(Object root) throws IllegalAccessException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    add(root, seen, open);
    long bytes = 0;
    while (!open.isEmpty()) {
      Object next = open.remove();
      bytes += VM.current().sizeOf(next);
      if (next instanceof Object[] array) {
        for (int i = 0; i < Array.getLength(array); i++) {
          add(array[i], seen, open);
        }
      } else {
        addFields(next, seen, open);
      }
    }
    return bytes;
  }

  private static void addFields(Object of, Set<Object> seen, Deque<Object> open)
      throws IllegalAccessException {
    for (@Nullable Class<?> type = of.getClass();
        type != null && !type.isArray();
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          add(field.get(of), seen, open);
        }
      }
    }
  }

  private static void add(@Nullable Object o, Set<Object> seen, Deque<Object> open) {
    if (o != null && !isShared(o) && seen.add(o)) {
      open.add(o);
    }
  }

  private static boolean isShared(Object o) {
    return o instanceof Class<?>
        || o instanceof Enum<?>
        || o instanceof String
        || o instanceof Kernel
        || o instanceof Hypervisor
        || o instanceof Geometry
        || isLambda(o);
  }

  /// The kernel's callbacks, the gate and the scheduler, which have no state.
  private static boolean isLambda(Object o) {
    return o.getClass().isHidden();
  }
}
