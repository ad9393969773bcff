package shootdown.fault;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import shootdown.event.EventChannels;
import shootdown.event.IpiMailbox;
import shootdown.event.IpiVector;
import shootdown.guest.CallData;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.kernel.FixedKernel;

/// The call is published without a barrier, and announced by a send that does not wait for what was
/// written before it. Such a send is a WRMSR to an x2APIC register; Xen learned that when it went
/// over from the memory-mapped one, which does wait. Here the mailbox is the register.
@Fault(
    id = "D08w",
    year = 2008,
    source = "xen.git 944e533ffb",
    title = "an IPI overtakes the call that it announces",
    missing = "the barrier between publishing the call and sending the IPI",
    interleaving = {
      "cpu0 fills its block, publishes it and sends; the send is seen first",
      "cpu1 takes the IPI and finds no call published, or the one before",
      "cpu0 has its stores seen"
    },
    breaks = {"S15", "S14", "L1"},
    form = Form.WEAK,
    killedBy = {},
    unseen =
        "x86 lets no store to memory overtake another, and the mailbox is memory; only a register"
            + " such as that of the x2APIC is written out of turn. D08 does the same in program"
            + " order")
public final class D08w_SendWithoutBarrier extends FixedKernel {
  private static final VarHandle CALL_DATA;
  private static final VarHandle PENDING;
  private static final VarHandle SELECTOR;
  private static final VarHandle UPCALL_PENDING;

  static {
    try {
      var lookup = MethodHandles.lookup();
      CALL_DATA =
          MethodHandles.privateLookupIn(Guest.class, lookup)
              .findVarHandle(Guest.class, "publishedCall", CallData.class);
      Class<?> fields = IpiMailbox.class.getSuperclass(); // where the layout has put them
      var mailbox = MethodHandles.privateLookupIn(fields, lookup);
      PENDING = mailbox.findVarHandle(fields, "pending", long.class);
      SELECTOR = mailbox.findVarHandle(fields, "selector", long.class);
      UPCALL_PENDING = mailbox.findVarHandle(fields, "upcallPending", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public String name() {
    return "D08w";
  }

  @Override
  public void call(
      Cpu cpu, long targets, int expected, CallFunction func, @Nullable Object info, boolean wait) {
    CallData data = cpu.callData();
    data.fill(func, info, wait, targets, expected);
    CALL_DATA.setOpaque(cpu.guest(), data);
    for (long left = targets; left != 0; left &= left - 1) {
      post(cpu, Long.numberOfTrailingZeros(left));
    }
    awaitAnswers(cpu, data, targets);
  }

  private static void post(Cpu cpu, int target) {
    EventChannels channels = cpu.guest().domain().channels();
    int port = channels.ipiPortOpaque(target, IpiVector.CALL_FUNCTION);
    IpiMailbox mailbox = channels.mailbox(target);
    long _ =
        (long) PENDING.getAndBitwiseOrAcquire(mailbox, 1L << (port % EventChannels.PORTS_PER_WORD));
    long _ =
        (long)
            SELECTOR.getAndBitwiseOrAcquire(mailbox, 1L << (port / EventChannels.PORTS_PER_WORD));
    UPCALL_PENDING.setOpaque(mailbox, 1);
    VarHandle.fullFence(); // who sleeps is seen to, or it is a race of another kind (L4)
    channels.vcpu(target).kickVolatile();
  }
}
