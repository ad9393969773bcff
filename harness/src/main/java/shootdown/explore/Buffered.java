package shootdown.explore;

import org.jspecify.annotations.Nullable;

/// A write in a store buffer.
///
/// While its vCPU runs the value is in place, since its own loads see it; [#below] then is what the
/// others see.
final class Buffered {
  final int loc;

  /// In the order in which all writes were issued.
  final int number;

  final long event;
  private final Field field;
  private final @Nullable Object holder;
  private final int index;
  private final @Nullable Object value;
  private @Nullable Object below;

  Buffered(
      int loc,
      int number,
      long event,
      Field field,
      @Nullable Object holder,
      int index,
      @Nullable Object below) {
    this.loc = loc;
    this.number = number;
    this.event = event;
    this.field = field;
    this.holder = holder;
    this.index = index;
    this.below = below;
    this.value = field.get(holder, index);
  }

  /// Its vCPU goes on.
  void putOn() {
    below = field.get(holder, index);
    field.set(holder, index, value);
  }

  /// Its vCPU stops.
  void takeOff() {
    field.set(holder, index, below);
  }

  /// `drained`, another vCPU's write to the same place, has reached memory below this one.
  void liesOver(Buffered drained) {
    below = drained.value;
  }

  /// It reaches memory, and nothing lies over it.
  void drain() {
    field.set(holder, index, value);
  }
}
