package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S12]: a frame is read-only for as long as it is a table, validated or not.
final class ReadOnlyTables {
  private ReadOnlyTables() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachFrame()
        .filter(frame -> frame.type().isTable() && frame.typeCount() > 0)
        .filter(frame -> frame.linear() == LinearMapping.RW || frame.writableKmaps() > 0)
        .map(
            frame ->
                Violation.of(Invariant.S12, "page is writable before its type count is zero")
                    .frame(frame.number())
                    .with("type", frame.type())
                    .with("count", frame.typeCount())
                    .with("linear", frame.linear())
                    .with("kmaps", frame.writableKmaps()));
  }
}
