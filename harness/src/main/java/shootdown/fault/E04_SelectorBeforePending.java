package shootdown.fault;

import shootdown.event.IpiMailbox;
import shootdown.kernel.FixedKernel;

/// The upcall takes the selector, and clears the flag afterwards. On ia64 the two stood in the
/// right order in the code, and the exchange of the selector did not keep them there.
@Fault(
    id = "E04",
    year = 2006,
    source = "xen.git 047923da52",
    title = "the upcall flag is cleared after the selector is taken",
    missing = "the flag cleared before the selector is taken",
    interleaving = {
      "cpu1 takes the selector of its upcall",
      "cpu0 sends another event: pending bit, selector, upcall flag",
      "cpu1 clears the flag, and with it the notice; the event itself it still finds",
      "cpu0 sends a third event, finds the selector set, and raises no flag",
      "cpu1 never looks again"
    },
    breaks = {"S17", "L1"},
    form = Form.SC,
    killedBy = {"Ipi_07_EventsInARow"},
    scenario = "boots")
public final class E04_SelectorBeforePending extends FixedKernel {
  @Override
  public String name() {
    return "E04";
  }

  @Override
  public long pickUp(IpiMailbox mailbox) {
    long words = takeSelector(mailbox);
    clearUpcallPending(mailbox);
    return words;
  }
}
