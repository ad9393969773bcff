package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;
import shootdown.mm.Pte;

/// One vCPU flushes the kmaps while two others map, use and give back the same page: does anybody
/// remember a mapping that is gone?
///
/// Result: Never for the fixed kernel.
///
/// A kmap stays cached when it is given back, and a processor may remember it for as long. vcpu0,
/// which has used the page too, drops those mappings that nobody uses and makes everybody forget
/// them, itself first, by a call that waits, all under `kmap_lock`. vcpu1, a kernel thread, and
/// vcpu2, which runs a user task, share one mapping, so one of them may find it cached, and use it
/// while vcpu0 looks whether it is used.
@Story(
    question = "Can a processor remember a kmap that kmap_flush_unused has dropped?",
    standsFor = "kmap_flush_unused, flush_tlb_all, smp_call_function; kmap_high, kunmap_high",
    guards = {"S7", "S10", "S11", "L1", "L2"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "who uses the mapping keeps it; else vcpu0 drops it and has everybody forget it")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 drops the mapping -> vcpu1 or vcpu2 uses it, or still remembers it")
public class Pin_10_KmapFlushBesideKmaps extends ThreeVcpus {
  private final Task flushing;
  private final Task mapping1;
  private final Task mapping2;
  private final int page;

  public Pin_10_KmapFlushBesideKmaps() {
    super(three().frames(16).highFrames(3));
    flushing = machine.task(null);
    mapping1 = machine.task(null);
    mapping2 = machine.task(machine.mm(2));
    Mm mm = machine.unpinnedMm(0);
    page = machine.guest().allocator().allocHigh();
    kernel.setPteAt(cpu0, mm, 1, Pte.of(page, true));
    machine.run(cpu0, flushing);
    machine.run(cpu1, mapping1);
    machine.run(cpu2, mapping2);
    curtain();
  }

  @Override
  protected void vcpu0() {
    use(flushing);
    kernel.kmapFlushUnused(cpu0);
  }

  @Override
  protected void vcpu1() {
    use(mapping1);
  }

  @Override
  protected void vcpu2() {
    use(mapping2);
  }

  private void use(Task task) {
    Cpu cpu = task.getCpu();
    int slot = kernel.kmap(cpu, page, true);
    speculate(cpu, machine.guest().kmaps().vpn(slot));
    kernel.kunmap(cpu, slot);
    task.putCpu();
  }
}
