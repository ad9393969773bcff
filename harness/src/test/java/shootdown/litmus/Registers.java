package shootdown.litmus;

import java.util.StringJoiner;

/// What the threads have read, and the final values that a shape asks for: in order, as many as
/// were set.
public final class Registers {
  private static final int UNSET = -1;

  private final int[] values = {UNSET, UNSET, UNSET, UNSET};

  /// Sets register `n`, once.
  public void set(int n, int value) {
    values[n] = value;
  }

  @Override
  public String toString() {
    var text = new StringJoiner(" ");
    for (int value : values) {
      if (value != UNSET) {
        text.add(String.valueOf(value));
      }
    }
    return text.toString();
  }
}
