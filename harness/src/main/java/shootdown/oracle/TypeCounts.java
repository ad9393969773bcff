package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S2]: the counts of a frame are the references that exist.
final class TypeCounts {
  private TypeCounts() {}

  static Stream<Violation> check(Snapshot snapshot) {
    References references = References.in(snapshot);
    return snapshot.eachFrame().flatMap(frame -> check(frame, references));
  }

  private static Stream<Violation> check(FrameState frame, References references) {
    return Stream.of(typeCount(frame, references), otherTypes(frame, references), totalCount(frame))
        .flatMap(violations -> violations);
  }

  private static Stream<Violation> typeCount(FrameState frame, References references) {
    int expected = references.count(frame.number(), frame.type());
    return frame.typeCount() == expected || frame.type() == FrameType.SEGMENT
        ? Stream.of()
        : Stream.of(
            Violation.of(Invariant.S2, "type count differs from the references that exist")
                .frame(frame.number())
                .with("type", frame.type())
                .with("count", frame.typeCount())
                .with("references", expected));
  }

  private static Stream<Violation> otherTypes(FrameState frame, References references) {
    return references.to(frame.number()).entrySet().stream()
        .filter(reference -> reference.getKey() != frame.type())
        .map(
            reference ->
                Violation.of(Invariant.S2, "frame is referenced as another type than it has")
                    .frame(frame.number())
                    .with("type", frame.type())
                    .with("needed", reference.getKey())
                    .with("references", reference.getValue()));
  }

  private static Stream<Violation> totalCount(FrameState frame) {
    return frame.totalCount() >= frame.typeCount()
        ? Stream.of()
        : Stream.of(
            Violation.of(Invariant.S2, "general count is lower than the type count")
                .frame(frame.number())
                .with("total", frame.totalCount())
                .with("count", frame.typeCount()));
  }
}
