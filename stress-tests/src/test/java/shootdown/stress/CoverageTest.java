package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shootdown.oracle.Invariant;

/// For each invariant, each pair of operations that touch its state has a story that tells it, or a
/// written reason: no more, no less, and what the README names is true.
final class CoverageTest {
  private static final List<List<String>> OPERATIONS = Readme.table("Operations");
  private static final List<List<String>> MEETING = Readme.table("Pairs that meet");
  private static final List<List<String>> REASONS = Readme.table("Pairs that need no story");

  private static Coverage of(
      List<List<String>> operations, List<List<String>> meeting, List<List<String>> reasons) {
    return new Coverage(operations, meeting, reasons, Stories.all());
  }

  /// A table with one row changed: the one that begins so.
  private static List<List<String>> with(
      List<List<String>> table, String first, int cell, UnaryOperator<String> change) {
    List<List<String>> changed = new ArrayList<>();
    for (List<String> row : table) {
      var cells = new ArrayList<>(row);
      if (row.getFirst().equals(first)) {
        String before = cells.get(cell);
        cells.set(cell, change.apply(before));
        assertTrue(!cells.get(cell).equals(before), "nothing changed");
      }
      changed.add(cells);
    }
    return changed;
  }

  @Test
  void everyPairIsToldOrThereIsAReason() {
    Coverage coverage = of(OPERATIONS, MEETING, REASONS);
    assertEquals(List.of(), coverage.complaints());
    assertEquals(
        Stream.of(Invariant.values()).map(Invariant::name).toList(), coverage.invariants());
    String figures = coverage.pairs() + " pairs, " + coverage.excused() + " of them by a reason";
    assertTrue(Readme.says(figures), figures);
  }

  @Test
  void aPairThatNobodyTellsIsMissed() {
    Coverage coverage =
        of(OPERATIONS, with(MEETING, "S4", 2, row -> row.replace(" exec·exit", "")), REASONS);
    assertEquals(
        List.of("S4 exec·exit has no story and no reason; [Exit_03, Exit_04, Exit_06, Exit_15]"),
        coverage.complaints());
  }

  @Test
  void aStoryMustExistAndTellWhatItIsNamedFor() {
    Coverage coverage =
        of(
            OPERATIONS,
            with(
                MEETING, "S4", 2, row -> row.replace("`Exit_03` exec·exit", "`Exit_99` exec·exit")),
            REASONS);
    assertEquals(List.of("S4 exec·exit: no such story: Exit_99"), coverage.complaints());
    Coverage unguarded =
        of(
            OPERATIONS,
            with(
                MEETING, "S4", 2, row -> row.replace("`Exit_03` exec·exit", "`Exit_17` exec·exit")),
            REASONS);
    assertEquals(List.of("S4 exec·exit is not told by Exit_17"), unguarded.complaints());
  }

  @Test
  void aReasonIsNotForWhatAStoryTells() {
    var reasons = new ArrayList<>(REASONS);
    reasons.add(List.of("L1", "call·down", "it does not happen"));
    Coverage coverage =
        of(OPERATIONS, with(MEETING, "L1", 2, row -> row.replace(" call·down", "")), reasons);
    assertEquals(1, coverage.complaints().size(), coverage.complaints()::toString);
    assertTrue(
        coverage
            .complaints()
            .getFirst()
            .startsWith("L1 call·down has a reason, and is told by [Cpu_02, "),
        coverage.complaints()::toString);
  }

  @Test
  void anOperationThatTouchesMoreMeetsMore() {
    Coverage coverage = of(OPERATIONS, with(MEETING, "L5", 1, row -> row + " walk"), REASONS);
    assertEquals(5, coverage.complaints().size(), coverage.complaints()::toString);
  }

  @Test
  void aStepThatIsNoOperationIsMissed() {
    Coverage coverage =
        of(with(OPERATIONS, "stop", 1, row -> row.replace("sendStop", "halt")), MEETING, REASONS);
    assertTrue(
        coverage.complaints().contains("Stop_01_ThenCall plays sendStop, which is no operation"),
        coverage.complaints()::toString);
  }
}
