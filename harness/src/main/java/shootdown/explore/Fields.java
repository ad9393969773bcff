package shootdown.explore;

import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// The variables that instrumented code has touched so far, by handle: two handles of one field are
/// one.
final class Fields {
  private final IdentityHashMap<VarHandle, Field> byHandle = new IdentityHashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();

  Field of(VarHandle vh) {
    return byHandle.computeIfAbsent(vh, this::describe);
  }

  private Field describe(VarHandle vh) {
    String name = name(vh);
    int id = ids.computeIfAbsent(name, n -> ids.size());
    return new Field(id, name, vh);
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
