package shootdown.bench;

import java.util.List;
import java.util.function.Supplier;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.Kernel;
import shootdown.machine.Kernels;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;

/// A way to decide when a batch is issued, as a kernel and a size of its buffer. `chosen` is the
/// kernel that was asked for (`bench --kernel`), with Linux's buffer.
///
/// @param kernel the steps that differ
/// @param batch entries of the buffer
/// @param splitLocks whether each page of a table has a lock and a pin of its own
public record Strategy(String name, Supplier<Kernel> kernel, int batch, boolean splitLocks) {
  /// Linux's.
  private static final int LIMIT = 32;

  private static final List<Strategy> ALL =
      List.of(
          new Strategy("direct", DirectKernel::new, LIMIT, false),
          new Strategy("fixed8", FixedKernel::new, 8, false),
          new Strategy("fixed16", FixedKernel::new, 16, false),
          new Strategy("fixed128", FixedKernel::new, 128, false),
          new Strategy("fixed512", FixedKernel::new, 512, false),
          new Strategy("fill", FixedKernel::new, LIMIT, false),
          new Strategy("ipi", AttentiveKernel::new, LIMIT, false),
          new Strategy("split", FixedKernel::new, LIMIT, true),
          new Strategy("adaptive", AdaptiveKernel::new, LIMIT, false),
          new Strategy("chosen", Kernels::chosen, LIMIT, false));

  public static List<String> names() {
    return ALL.stream().map(Strategy::name).toList();
  }

  /// @throws IllegalArgumentException if there is none of that name
  static Strategy named(String name) {
    return ALL.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown strategy: name=" + name + " is none of " + names()));
  }

  /// A machine of two vCPUs with room for a table of `l1Pages` pte pages.
  Machine machine(Transport transport, int l1Pages) {
    Machine.Builder builder =
        Machine.builder()
            .kernel(kernel.get())
            .gate(transport.gate())
            .front(transport::front)
            .geometry(new Geometry(3, 64))
            .frames(2 * l1Pages + 64)
            .batch(batch, 2 * batch);
    return (splitLocks ? builder.splitPteLocks() : builder).boot();
  }
}
