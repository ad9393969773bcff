package shootdown.oracle;

import java.util.List;

/// The multicall buffer of a vCPU.
///
/// Stands for struct mc_buffer and xen_mc_irq_flags of arch/i386/xen/multicalls.c.
///
/// @param mode the lazy mode that is on
/// @param depth batches open: 0 or 1, more if they nest
/// @param queue what has been queued and not issued, oldest first
/// @param queued calls ever queued here
/// @param executed calls of this buffer ever executed
/// @param offBefore whether interrupts were off before the last balanced batch
/// @param offAfter whether interrupts were off after it
public record BatchState(
    LazyMode mode,
    int depth,
    List<QueuedCall> queue,
    long queued,
    long executed,
    boolean offBefore,
    boolean offAfter) {

  /// Copies the queue.
  public BatchState {
    queue = List.copyOf(queue);
  }
}
