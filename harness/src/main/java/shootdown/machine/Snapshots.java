package shootdown.machine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import shootdown.cpu.Tlb;
import shootdown.cpu.TlbState;
import shootdown.event.EventChannels;
import shootdown.event.IpiMailbox;
import shootdown.event.IpiVector;
import shootdown.guest.CallData;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.McBuffer;
import shootdown.guest.Task;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.FrameTable;
import shootdown.hypervisor.PageInfo;
import shootdown.mm.Geometry;
import shootdown.mm.Memory;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.oracle.Activity;
import shootdown.oracle.FrameBuilder;
import shootdown.oracle.FrameType;
import shootdown.oracle.LazyMode;
import shootdown.oracle.LazyTlb;
import shootdown.oracle.LinearMapping;
import shootdown.oracle.PortState;
import shootdown.oracle.Snapshot;
import shootdown.oracle.SnapshotBuilder;
import shootdown.oracle.Translation;
import shootdown.oracle.VcpuBuilder;
import shootdown.sync.Awaited;
import shootdown.sync.SpinLock;

/// Writes a machine down as plain data for the oracle.
///
/// One thread, while every vCPU stands still: after a scene, at a quiesce point, in a test between
/// two steps.
public final class Snapshots {
  private final Guest guest;
  private final Domain domain;
  private final Memory memory;
  private final Geometry geometry;
  private final SnapshotBuilder builder;

  private Snapshots(Machine machine) {
    guest = machine.guest();
    domain = guest.domain();
    memory = guest.memory();
    geometry = guest.geometry();
    builder =
        new SnapshotBuilder(guest.swapper(), guest.initMm().id())
            .tables(geometry.levels(), geometry.kernelTop());
  }

  /// The state of a machine at this moment.
  public static Snapshot of(Machine machine) {
    return of(new Snapshots(machine));
  }

  /// The state of a machine on which every operation that was begun is through.
  public static Snapshot settled(Machine machine) {
    var writer = new Snapshots(machine);
    writer.builder.settled();
    return of(writer);
  }

  private static Snapshot of(Snapshots writer) {
    writer.cpus();
    writer.frames();
    writer.mms();
    writer.ports();
    writer.lock(writer.guest.callLock());
    writer.lock(writer.guest.pgdLock());
    writer.lock(writer.guest.kmaps().lock());
    return writer.builder.build();
  }

  // --- vCPUs ---

  private void cpus() {
    for (int i = 0; i < guest.cpuCount(); i++) {
      Cpu cpu = guest.cpu(i);
      builder.vcpu(i, vcpu -> cpu(cpu, vcpu));
      call(cpu);
    }
  }

  private void cpu(Cpu cpu, VcpuBuilder vcpu) {
    IpiMailbox mailbox = domain.channels().mailbox(cpu.id());
    Task task = cpu.current();
    vcpu.online(guest.online().containsOpaque(cpu.id()))
        .down(cpu.isDownAcquire())
        .activity(cpu.isBlockedAcquire() ? Activity.BLOCKED : Activity.IDLE)
        .irqs(cpu.irqsOff(), mailbox.upcallPendingOpaque(), mailbox.selectorAcquire() != 0, false)
        .current(task.id(), id(task.mm()), id(task.activeMm()))
        .inSwitch(cpu.inSwitch())
        .lazyTlb(
            cpu.tlbState() == TlbState.OK ? LazyTlb.State.OK : LazyTlb.State.LAZY,
            cpu.tlbActiveMm().id())
        .cr3(cpu.cr3().asked(), cpu.cr3().issuedAcquire(), cpu.cr3().loadedAcquire())
        .lazyMode(LazyMode.values()[cpu.lazyMode().ordinal()]);
    batch(cpu, vcpu);
    waiting(cpu, vcpu);
    translations(cpu, vcpu);
  }

  private static int id(@Nullable Mm mm) {
    return mm == null ? Snapshot.NONE : mm.id();
  }

  private static void batch(Cpu cpu, VcpuBuilder vcpu) {
    McBuffer mc = cpu.mc();
    vcpu.calls(mc.size(), 0).batchDepth(mc.openBatches());
    for (int i = 0; i < mc.size(); i++) {
      vcpu.queued(mc.op(i), mc.frame(i), cpu.id(), cpu.current().id(), Snapshot.NONE);
    }
  }

  private static void waiting(Cpu cpu, VcpuBuilder vcpu) {
    Awaited what = cpu.awaited();
    long key = cpu.awaitedKey();
    switch (what) {
      case SpinLock lock -> vcpu.waitsForLock(lock.kind(), lock.owner());
      case FrameTable _ -> vcpu.waitsForValidation((int) key, Snapshot.NONE);
      case CallData data -> vcpu.waitsForAnswers("call_function", data.awaitedCpus(key));
      case null -> {}
      default -> vcpu.waitsForAnswers(what.describe(key), what.awaitedCpus(key));
    }
  }

  private void call(Cpu cpu) {
    CallData data = cpu.callData();
    if (data.isLiveOpaque()) {
      builder.call(
          cpu.id(),
          "function",
          call ->
              call.selected(data.targets(), data.waits())
                  .counts(data.startedOpaque(), data.finishedOpaque()));
    }
  }

  private void translations(Cpu cpu, VcpuBuilder vcpu) {
    Tlb tlb = cpu.tlb();
    for (int slot = 0; slot < tlb.slots(); slot++) {
      long entry = tlb.liveAcquire(slot);
      if (entry != 0) {
        vcpu.translation(
            Tlb.vpn(entry), Tlb.frame(entry), Tlb.isWritable(entry), true, walk(cpu, entry));
      }
    }
  }

  /// The entries a walk goes through now; a path that has been cut shows where.
  private List<Translation.Step> walk(Cpu cpu, long entry) {
    var steps = new ArrayList<Translation.Step>();
    if (Tlb.isLinear(entry)) {
      return steps;
    }
    int table = cpu.cr3().loadedAcquire();
    for (int level = geometry.levels(); level > 0; level--) {
      int index = geometry.index(Tlb.vpn(entry), level);
      steps.add(new Translation.Step(table, index));
      long pte = memory.loadAcquire(table, index);
      if (!Pte.present(pte)) {
        return steps;
      }
      table = Pte.frame(pte);
    }
    return steps;
  }

  // --- frames ---

  private void frames() {
    for (int f = 0; f < memory.frames(); f++) {
      int frame = f;
      builder.frame(frame, b -> frame(frame, b));
    }
  }

  private void frame(int frame, FrameBuilder b) {
    long info = domain.frames().infoVolatile(frame);
    int typeCount = PageInfo.typeCount(info);
    b.type(typeCount == 0 ? FrameType.NONE : type(PageInfo.type(info)), PageInfo.validated(info))
        .counts(typeCount, PageInfo.count(info))
        .pinned(PageInfo.pinned(info))
        .pgPinned(guest.pageFlags().pinnedOpaque(frame))
        .linear(linear(frame))
        .free(memory.isFreeAcquire(frame));
    for (int i = 0; i < memory.entries(); i++) {
      long pte = memory.loadAcquire(frame, i);
      if (Pte.present(pte)) {
        b.entry(i, Pte.frame(pte), Pte.writable(pte));
      }
    }
  }

  private static FrameType type(int type) {
    return switch (type) {
      case 0 -> FrameType.NONE;
      case 5 -> FrameType.WRITABLE;
      default -> FrameType.ofLevel(type);
    };
  }

  private LinearMapping linear(int frame) {
    if (!domain.frames().inLinearMap(frame)) {
      return LinearMapping.NONE;
    }
    return Pte.writable(domain.frames().linearAcquire(frame)) ? LinearMapping.RW : LinearMapping.RO;
  }

  // --- mms ---

  private void mms() {
    for (Mm mm : knownMms()) {
      boolean pinned = guest.pageFlags().pinnedOpaque(mm.pgd());
      builder.mm(
          mm.id(),
          b ->
              b.pgd(mm.pgd())
                  .alive(mm.countOpaque() > 0)
                  .counts(mm.usersOpaque(), mm.countOpaque())
                  .mask(mm.cpuVmMask().snapshotOpaque())
                  .pinned(pinned ? 1 : 0, 0));
      tables(mm, mm.pgd(), geometry.levels());
      lock(mm.pageTableLock());
    }
  }

  private Set<Mm> knownMms() {
    var known = new LinkedHashSet<Mm>();
    known.add(guest.initMm());
    for (@Nullable Mm mm = guest.pgdList(); mm != null; mm = mm.next()) {
      known.add(mm);
      builder.listed(mm.pgd());
    }
    for (int i = 0; i < guest.cpuCount(); i++) {
      known.add(guest.cpu(i).tlbActiveMm());
      Mm active = guest.cpu(i).current().activeMm();
      if (active != null) {
        known.add(active);
      }
    }
    return known;
  }

  /// Says whose table pages these are; the tables that all share are the kernel's.
  private void tables(Mm mm, int table, int level) {
    builder.frame(table, b -> b.mm(mm.id()));
    for (int i = 0; level > 1 && i < memory.entries(); i++) {
      long entry = memory.loadAcquire(table, i);
      boolean shared =
          mm != guest.initMm()
              && domain.frames().exists(Pte.frame(entry))
              && isKernelTable(level, i, table, mm);
      if (Pte.present(entry) && !shared) {
        tables(mm, Pte.frame(entry), level - 1);
      }
    }
  }

  private boolean isKernelTable(int level, int index, int table, Mm mm) {
    if (level == geometry.levels()) {
      return level == 2 && index == geometry.kernelTop();
    }
    return level == geometry.levels() - 1
        && table == Pte.frame(memory.loadAcquire(mm.pgd(), geometry.kernelTop()));
  }

  // --- locks and ports ---

  private void lock(SpinLock lock) {
    long holders = lock.holdersOpaque();
    if (holders != 0) {
      builder.lock(lock.kind(), lock.owner(), Long.numberOfTrailingZeros(holders));
    }
  }

  private void ports() {
    EventChannels channels = domain.channels();
    for (int cpu = 0; cpu < guest.cpuCount(); cpu++) {
      for (int v = 0; v < IpiVector.COUNT; v++) {
        int port = channels.ipiPortOpaque(cpu, IpiVector.of(v));
        if (port >= 0) {
          long bit = 1L << port % EventChannels.PORTS_PER_WORD;
          IpiMailbox mailbox = channels.mailbox(cpu);
          builder.port(
              port,
              channels.boundToAcquire(port),
              v == IpiVector.CALL_FUNCTION.ordinal()
                  ? PortState.Use.CALL_FUNCTION
                  : PortState.Use.RESCHEDULE,
              (mailbox.pendingAcquire() & bit) != 0,
              (mailbox.maskAcquire() & bit) != 0);
        }
      }
    }
  }
}
