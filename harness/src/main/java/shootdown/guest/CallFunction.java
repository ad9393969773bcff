package shootdown.guest;

import org.jspecify.annotations.Nullable;

/// What a call asks other vCPUs to do: runs in their interrupt, interrupts off.
@FunctionalInterface
public interface CallFunction {
  void run(Cpu cpu, @Nullable Object info);
}
