package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.machine.Story;

/// Three vCPUs call all others at once: do all return?
///
/// Result: Never for the fixed kernel, never for the seed.
///
/// Each wants the two others to flush everything, and waits for both. One takes `call_lock`; two
/// spin on it with interrupts on and answer from there. When the lock is free either of the two may
/// take it, and the block that the handlers read is another's each time: who answers late must not
/// answer for the next call.
@Story(
    question = "Do three vCPUs that call each other at once all return?",
    standsFor = "flush_tlb_all, xen_smp_call_function_mask, xen_call_function_interrupt",
    guards = {"S6", "S7", "S9", "S12", "S14", "S15", "S17", "L1", "L2", "L3"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "one calls -> two answer while they spin for call_lock -> the next calls")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "each waits for the others, or a function runs twice, or never")
public class Ipi_06_Storm extends ThreeVcpus {
  public Ipi_06_Storm() {
    super(three().frames(4));
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.flushTlbAll(cpu1);
  }

  @Override
  protected void vcpu2() {
    kernel.flushTlbAll(cpu2);
  }
}
