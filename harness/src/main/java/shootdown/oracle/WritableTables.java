package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S3]: nobody can write a live page table.
final class WritableTables {
  private WritableTables() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return Stream.of(mappings(snapshot), entries(snapshot), translations(snapshot))
        .flatMap(violations -> violations);
  }

  private static Stream<Violation> mappings(Snapshot snapshot) {
    return snapshot
        .eachFrame()
        .filter(FrameState::isLiveTable)
        .filter(table -> table.linear() == LinearMapping.RW || table.writableKmaps() > 0)
        .map(
            table ->
                about(table, "live table is mapped writable by the kernel")
                    .with("linear", table.linear())
                    .with("kmaps", table.writableKmaps()));
  }

  private static Stream<Violation> entries(Snapshot snapshot) {
    return snapshot
        .eachFrame()
        .filter(mapper -> mapper.isLiveTable() && mapper.type() == FrameType.L1)
        .flatMap(mapper -> entries(mapper, snapshot));
  }

  private static Stream<Violation> entries(FrameState mapper, Snapshot snapshot) {
    return mapper.entries().stream()
        .filter(EntryState::writable)
        .flatMap(
            entry ->
                liveTable(entry.target(), snapshot)
                    .map(
                        table ->
                            about(table, "live table is mapped writable by an entry")
                                .with("table", mapper.number())
                                .with("index", entry.index())));
  }

  private static Stream<Violation> translations(Snapshot snapshot) {
    return snapshot.eachVcpu().flatMap(vcpu -> translations(vcpu, snapshot));
  }

  private static Stream<Violation> translations(VcpuState vcpu, Snapshot snapshot) {
    return vcpu.tlb().stream()
        .filter(entry -> entry.live() && entry.writable())
        .flatMap(
            entry ->
                liveTable(entry.frame(), snapshot)
                    .map(
                        table ->
                            about(table, "live table is writable through a TLB")
                                .on(vcpu.id())
                                .with("vpn", entry.vpn())));
  }

  private static Stream<FrameState> liveTable(int frame, Snapshot snapshot) {
    return snapshot.frame(frame).filter(FrameState::isLiveTable).stream();
  }

  private static Violation about(FrameState table, String sentence) {
    return Violation.of(Invariant.S3, sentence).frame(table.number()).with("type", table.type());
  }
}
