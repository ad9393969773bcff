package shootdown.fault;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.event.IpiMailbox;
import shootdown.kernel.FixedKernel;

/// The upcall clears the flag, and takes the selector by an exchange that is no full barrier. On
/// ia64, where it only acquires, the store to the flag could become visible after it: notifications
/// were lost.
@Fault(
    id = "E04w",
    year = 2006,
    source = "xen.git 047923da52",
    title = "the exchange of the selector overtakes the clearing of the flag",
    missing = "the barrier between clearing the flag and taking the selector",
    interleaving = {
      "cpu1 clears the flag, which nobody sees yet, and takes the selector",
      "cpu0 sends another event: pending bit, selector, upcall flag",
      "cpu1 has its store seen, and the notice is gone; the event itself it still finds",
      "cpu0 sends a third event, finds the selector set, and raises no flag"
    },
    breaks = {"S17", "L1"},
    form = Form.WEAK,
    killedBy = {},
    unseen =
        "x86 exchanges with a locked instruction, which is a full barrier, whatever the code asks"
            + " for; E04 does the same in program order")
public final class E04w_ExchangeWithoutBarrier extends FixedKernel {
  private static final VarHandle SELECTOR;

  static {
    try {
      Class<?> fields = IpiMailbox.class.getSuperclass(); // where the layout has put them
      SELECTOR =
          MethodHandles.privateLookupIn(fields, MethodHandles.lookup())
              .findVarHandle(fields, "selector", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public String name() {
    return "E04w";
  }

  @Override
  public long takeSelector(IpiMailbox mailbox) {
    return (long) SELECTOR.getAndSetAcquire(mailbox, 0L);
  }
}
