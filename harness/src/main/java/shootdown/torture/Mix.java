package shootdown.torture;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// How often each operation is drawn, against the others.
public final class Mix {
  private final Map<Operation, Integer> weights;
  private final Operation[] operations;
  private final int[] upTo;

  /// @param weights at least one of them above zero; what is missing is never drawn
  /// @throws IllegalArgumentException if none is, or one is negative
  public Mix(Map<Operation, Integer> weights) {
    this.weights = new EnumMap<>(Operation.class);
    weights.forEach(
        (operation, weight) -> {
          if (weight < 0) {
            throw new IllegalArgumentException(
                "a weight must not be negative: " + operation.word() + "=" + weight);
          }
          if (weight > 0) {
            this.weights.put(operation, weight);
          }
        });
    if (this.weights.isEmpty()) {
      throw new IllegalArgumentException("no operation has a weight above zero");
    }
    operations = this.weights.keySet().toArray(Operation[]::new);
    upTo = new int[operations.length];
    int sum = 0;
    for (int i = 0; i < operations.length; i++) {
      sum = Math.addExact(sum, weight(operations[i]));
      upTo[i] = sum;
    }
  }

  /// How often, against the others; 0 for never.
  public int weight(Operation operation) {
    return weights.getOrDefault(operation, 0);
  }

  /// The part of all operations that are this one.
  double share(Operation operation) {
    return (double) weight(operation) / upTo[upTo.length - 1];
  }

  public boolean has(Operation operation) {
    return weights.containsKey(operation);
  }

  Operation draw(SplittableRandom random) {
    int r = random.nextInt(upTo[upTo.length - 1]);
    int i = 0;
    while (upTo[i] <= r) {
      i++;
    }
    return operations[i];
  }

  /// `fork=4 exit=4`.
  @Override
  public String toString() {
    return weights.entrySet().stream()
        .map(e -> e.getKey().word() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
