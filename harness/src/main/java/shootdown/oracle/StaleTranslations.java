package shootdown.oracle;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// [Invariant#S10]: a live TLB entry says what the tables say.
///
/// An entry that came from the linear map is left alone: that map shows free frames too, and it
/// changes between writable and read-only without a flush; [WritableTables] judges what that
/// allows.
///
/// A page may be freed under a kmap that nobody uses: the mapping stands until the kmaps are
/// flushed, so the entry still says what the kernel's tables say.
final class StaleTranslations {
  private StaleTranslations() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .flatMap(
            vcpu ->
                vcpu.tlb().stream()
                    .filter(entry -> entry.live() && !entry.walk().isEmpty())
                    .filter(entry -> !willBeFlushed(vcpu, entry, snapshot))
                    .flatMap(entry -> check(vcpu, entry, snapshot).stream()));
  }

  private static boolean willBeFlushed(VcpuState vcpu, Translation entry, Snapshot snapshot) {
    return snapshot.flushes().stream().anyMatch(flush -> flush.covers(vcpu, entry));
  }

  private static Optional<Violation> check(VcpuState vcpu, Translation entry, Snapshot snapshot) {
    return freed(vcpu, entry, snapshot).or(() -> changed(vcpu, entry, snapshot));
  }

  private static Optional<Violation> freed(VcpuState vcpu, Translation entry, Snapshot snapshot) {
    return isFree(entry.frame(), snapshot) && !isKmap(entry, snapshot)
        ? Optional.of(stale("page freed while a live TLB entry maps it", vcpu, entry))
        : entry.walk().stream()
            .filter(step -> isFree(step.table(), snapshot))
            .findFirst()
            .map(
                step ->
                    stale("TLB entry was filled through a table that is free", vcpu, entry)
                        .with("table", step.table())
                        .with("index", step.index()));
  }

  private static Optional<Violation> changed(VcpuState vcpu, Translation entry, Snapshot snapshot) {
    return IntStream.range(0, entry.walk().size())
        .filter(step -> !stillSays(entry, step, snapshot))
        .mapToObj(step -> entry.walk().get(step))
        .findFirst()
        .map(
            step ->
                stale("TLB entry outlived a change of the entry it was filled from", vcpu, entry)
                    .with("table", step.table())
                    .with("index", step.index()));
  }

  private static boolean stillSays(Translation entry, int step, Snapshot snapshot) {
    Translation.Step at = entry.walk().get(step);
    boolean last = step == entry.walk().size() - 1;
    int target = last ? entry.frame() : entry.walk().get(step + 1).table();
    boolean writable = last && entry.writable();
    return snapshot
        .frame(at.table())
        .flatMap(table -> table.entry(at.index()))
        .filter(now -> now.target() == target && (now.writable() || !writable))
        .isPresent();
  }

  private static boolean isKmap(Translation entry, Snapshot snapshot) {
    return snapshot
        .frame(entry.walk().getLast().table())
        .map(FrameState::mm)
        .flatMap(snapshot::mm)
        .filter(mm -> mm.pgd() == snapshot.swapper())
        .isPresent();
  }

  private static boolean isFree(int frame, Snapshot snapshot) {
    return snapshot.frame(frame).map(FrameState::free).orElse(true);
  }

  private static Violation stale(String sentence, VcpuState vcpu, Translation entry) {
    return Violation.of(Invariant.S10, sentence)
        .on(vcpu.id())
        .frame(entry.frame())
        .with("vpn", entry.vpn())
        .with("root", Words.id(entry.root()));
  }
}
