package shootdown.guest;

import org.jspecify.annotations.Nullable;
import shootdown.hypervisor.Multicall;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;

/// A vCPU's multicall buffer: the list, the callbacks to run once it is issued, and the one word of
/// saved interrupt flags. One word, not a stack: batches must not nest.
///
/// Own vCPU only. [#opened] and [#closed] keep the referee's own account of what the flag was at
/// each open batch, [#queuedBy] of whose the entries are; no step of the kernel reads it.
///
/// Stands for: `struct mc_buffer` and `xen_mc_irq_flags`, arch/x86/xen/multicalls.c.
public final class McBuffer extends Multicall {
  /// Not one vCPU's.
  public static final int SEVERAL = -1;

  private final AfterIssue[] callbacks;
  private final @Nullable Mm[] callbackMm;
  private final int[] callbackFrame;
  private int callbackCount;
  private boolean savedFlags;
  private byte queuedBy;

  private long flagsAtOpen;
  private int open;

  McBuffer(int capacity, int words) {
    super(capacity, words);
    callbacks = new AfterIssue[capacity];
    callbackMm = new @Nullable Mm[capacity];
    callbackFrame = new int[capacity];
  }

  /// `xen_mc_irq_flags`.
  public boolean savedFlags() {
    return savedFlags;
  }

  public void saveFlags(boolean irqsOff) {
    savedFlags = irqsOff;
  }

  public int callbackCount() {
    return callbackCount;
  }

  public boolean hasRoomForCallback() {
    return callbackCount < callbacks.length;
  }

  public void addCallback(AfterIssue callback, int frame, @Nullable Mm mm) {
    int i = callbackCount++;
    callbacks[i] = callback;
    callbackFrame[i] = frame;
    callbackMm[i] = mm;
  }

  /// Empties the list: its entries have been executed.
  public void empty() {
    clear();
  }

  /// Runs and forgets all callbacks, in order.
  public void runCallbacks(Cpu cpu) {
    int n = callbackCount;
    callbackCount = 0;
    for (int i = 0; i < n; i++) {
      callbacks[i].issued(cpu, callbackFrame[i], callbackMm[i]);
    }
  }

  /// For the referee: an entry was queued by that vCPU.
  public void queuedBy(int cpu) {
    queuedBy = (byte) (size() <= 1 || queuedBy == cpu ? cpu : SEVERAL);
  }

  /// For the referee: who queued the entries, or [#SEVERAL].
  public int queuedBy() {
    return queuedBy;
  }

  /// For the referee: a batch was opened while interrupts were so.
  ///
  /// @return whether it is the only one
  public boolean opened(boolean irqsOff) {
    flagsAtOpen = (flagsAtOpen << 1) | (irqsOff ? 1 : 0);
    return open++ == 0;
  }

  /// For the referee: how many batches are open.
  public int openBatches() {
    return open;
  }

  /// For the referee: the last batch opened was closed.
  ///
  /// @return whether interrupts were off when it was opened
  public boolean closed() {
    boolean off = CpuMask.contains(flagsAtOpen, 0);
    flagsAtOpen >>>= 1;
    open--;
    return off;
  }
}
