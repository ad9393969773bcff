package shootdown.explore;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import org.jspecify.annotations.Nullable;

/// What a VarHandle stands for: a field of a class, a static field, or the elements of arrays.
final class Field {
  private final int id;
  private final String name;
  private final int coordinates;
  private final @Nullable MethodHandle get;
  private final @Nullable MethodHandle set;

  /// A volatile field that no handle stands for: no store to it is ever buffered, so nobody asks
  /// for its value.
  Field(int id, String name) {
    this.id = id;
    this.name = name;
    this.coordinates = 0;
    this.get = null;
    this.set = null;
  }

  Field(int id, String name, VarHandle vh) {
    this.id = id;
    this.name = name;
    this.coordinates = vh.coordinateTypes().size();
    MethodType type = coordinateTypes(coordinates);
    this.get = vh.toMethodHandle(AccessMode.GET).asType(type.changeReturnType(Object.class));
    this.set =
        vh.toMethodHandle(AccessMode.SET)
            .asType(type.appendParameterTypes(Object.class).changeReturnType(void.class));
  }

  private static MethodType coordinateTypes(int n) {
    return switch (n) {
      case 0 -> MethodType.methodType(void.class);
      case 1 -> MethodType.methodType(void.class, Object.class);
      case 2 -> MethodType.methodType(void.class, Object.class, int.class);
      default -> throw new IllegalArgumentException("no such variable: coordinates=" + n);
    };
  }

  int id() {
    return id;
  }

  /// `CpuMask.bits`, or `long[]`.
  String name() {
    return name;
  }

  /// The value as the running vCPU sees it.
  @Nullable Object get(@Nullable Object holder, int index) {
    MethodHandle get = reached(this.get);
    try {
      return switch (coordinates) {
        case 0 -> get.invokeExact();
        case 1 -> get.invokeExact(holder);
        default -> get.invokeExact(holder, index);
      };
    } catch (Throwable t) {
      throw new LinkageError("cannot read " + name, t);
    }
  }

  void set(@Nullable Object holder, int index, @Nullable Object value) {
    MethodHandle set = reached(this.set);
    try {
      switch (coordinates) {
        case 0 -> set.invokeExact(value);
        case 1 -> set.invokeExact(holder, value);
        default -> set.invokeExact(holder, index, value);
      }
    } catch (Throwable t) {
      throw new LinkageError("cannot write " + name, t);
    }
  }

  private MethodHandle reached(@Nullable MethodHandle handle) {
    if (handle == null) {
      throw new IllegalStateException("a volatile store is never buffered: field=" + name);
    }
    return handle;
  }
}
