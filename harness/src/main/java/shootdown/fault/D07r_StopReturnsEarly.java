package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// `send_stop` returns when the others have *started* to stop. They are in the online map for a
/// while yet, and a call that comes at once counts them. So in the seed, and in all of Linux since.
@Fault(
    id = "D07r",
    year = 2007,
    source = "Linux f87e4cac4f4e, and so to v5.10",
    title = "send_stop returns while those it stopped are still online",
    missing = "the wait until everybody has left the online map",
    interleaving = {
      "cpu0 stops everybody else",
      "cpu1 counts itself as started",
      "cpu0 returns, wants a flush everywhere, and counts cpu1, which is still online",
      "cpu1 leaves the online map and goes down; it answers nothing any more",
      "cpu0 waits for it for ever"
    },
    breaks = {"L1"},
    form = Form.SC,
    killedBy = {"Stop_01_ThenCall"},
    scenario = "boots")
public final class D07r_StopReturnsEarly extends FixedKernel {
  @Override
  public String name() {
    return "D07r";
  }

  @Override
  public void sendStop(Cpu cpu) {
    long online = cpu.guest().online().snapshotOpaque();
    callFunctionMask(cpu, online, stopSelfFunction(), null, false);
  }
}
