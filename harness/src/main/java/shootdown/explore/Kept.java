package shootdown.explore;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What all objects that can be reached from one held at a moment; they can be given it back.
///
/// So a story is set up once, and each execution begins with the same objects: that is cheaper than
/// to make them anew, and what is known of an object stays true. Public for the sake of
/// instrumented classes, whose objects know how to hand over their fields ([Born]).
public final class Kept {
  /// Nothing in them changes.
  private static final Set<Class<?>> CONSTANT =
      Set.of(
          Boolean.class,
          Byte.class,
          Character.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          String.class,
          Class.class,
          Object.class);

  private record Copy(Object array, Object copy) {}

  /// A collection of the JDK that changes, and what it held.
  private record Held(Collection<Object> collection, List<Object> elements) {}

  private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Object> waiting = new ArrayDeque<>();
  private final List<Born> objects = new ArrayList<>();
  private final List<Copy> arrays = new ArrayList<>();
  private final List<Held> collections = new ArrayList<>();
  private long[] words = new long[256];
  private @Nullable Object[] references = new Object[256];
  private int word;
  private int reference;
  private boolean complete = true;

  private Kept() {}

  /// All that can be reached from an object; empty if some of that is none of ours, and may change.
  static Optional<Kept> from(Object root) {
    var kept = new Kept();
    kept.meet(root);
    for (Object next = kept.waiting.poll(); next != null; next = kept.waiting.poll()) {
      kept.visit(next);
    }
    kept.met.clear();
    return kept.complete ? Optional.of(kept) : Optional.empty();
  }

  private void visit(Object o) {
    if (o instanceof Born born) {
      objects.add(born);
      born.shootdown$keep(this);
    } else if (o.getClass().isArray()) {
      copy(o);
    } else if (o instanceof Record || o.getClass().isHidden()) {
      meetComponents(o);
    } else if (o instanceof ArrayDeque<?> || o instanceof ArrayList<?> || isListOf(o)) {
      hold((Collection<?>) o);
    } else {
      complete &= isConstant(o);
    }
  }

  /// A record or a lambda itself does not change.
  private void meetComponents(Object o) {
    try {
      for (java.lang.reflect.Field field : o.getClass().getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          meet(field.get(o));
        }
      }
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      complete = false;
    }
  }

  private void copy(Object array) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    arrays.add(new Copy(array, copy));
    if (array instanceof Object[] elements) {
      Arrays.stream(elements).forEach(this::meet);
    }
  }

  private static boolean isListOf(Object o) {
    return o.getClass() == List.of().getClass() || o.getClass() == List.of(0).getClass();
  }

  @SuppressWarnings("unchecked")
  private void hold(Collection<?> collection) {
    if (!isListOf(collection)) {
      collections.add(new Held((Collection<Object>) collection, List.copyOf(collection)));
    }
    collection.forEach(this::meet);
  }

  private static boolean isConstant(Object o) {
    return CONSTANT.contains(o.getClass())
        || o instanceof Enum<?>
        || o instanceof VarHandle
        || o instanceof MethodHandle;
  }

  /// All of them hold again what they held.
  void giveBack() {
    word = 0;
    reference = 0;
    for (Born object : objects) {
      object.shootdown$takeBack(this);
    }
    for (Copy c : arrays) {
      System.arraycopy(c.copy, 0, c.array, 0, Array.getLength(c.copy));
    }
    for (Held h : collections) {
      h.collection.clear();
      h.collection.addAll(h.elements);
    }
  }

  // --- by objects, of their fields, always in the same order ---

  /// It can be reached.
  public void meet(@Nullable Object o) {
    if (o != null && met.add(o)) {
      waiting.add(o);
    }
  }

  /// The value of a field.
  public void put(long value) {
    if (word == words.length) {
      words = Arrays.copyOf(words, 2 * word);
    }
    words[word++] = value;
  }

  /// The same.
  public void put(@Nullable Object value) {
    if (reference == references.length) {
      references = Arrays.copyOf(references, 2 * reference);
    }
    references[reference++] = value;
    meet(value);
  }

  /// The value of the next field.
  public long take() {
    return words[word++];
  }

  /// The same.
  public @Nullable Object takeReference() {
    return references[reference++];
  }
}
