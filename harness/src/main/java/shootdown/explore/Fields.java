package shootdown.explore;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables that instrumented code has touched so far, by handle: two handles of one field are
/// one.
final class Fields {
  private final IdentityHashMap<VarHandle, Field> byHandle = new IdentityHashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();

  /// By site, the handle met last and what it stands for: it is nearly always the same.
  private @Nullable VarHandle[] handles = new VarHandle[0];

  private Field[] fields = new Field[0];

  /// What is touched there.
  ///
  /// @param vh null for a volatile field
  Field of(Site site, @Nullable VarHandle vh) {
    int n = site.number();
    if (n < fields.length && handles[n] == vh && fields[n] != null) {
      return fields[n];
    }
    if (n >= fields.length) {
      int length = Math.max(n + 1, 2 * fields.length);
      fields = Arrays.copyOf(fields, length);
      handles = Arrays.copyOf(handles, length);
    }
    handles[n] = vh;
    fields[n] =
        vh == null
            ? new Field(id(site.variable()), site.variable())
            : byHandle.computeIfAbsent(vh, this::describe);
    return fields[n];
  }

  private Field describe(VarHandle vh) {
    String name = name(vh);
    return new Field(id(name), name, vh);
  }

  private int id(String name) {
    return ids.computeIfAbsent(name, n -> ids.size());
  }

  private static String name(VarHandle vh) {
    if (vh.coordinateTypes().size() == 2) {
      return vh.coordinateTypes().getFirst().getSimpleName();
    }
    return vh.describeConstable()
        .map(
            desc ->
                desc.bootstrapArgs()[0] instanceof java.lang.constant.ClassDesc owner
                    ? owner.displayName() + "." + desc.constantName()
                    : desc.constantName())
        .orElseGet(vh::toString);
  }
}
