package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PieceTest {
  private static final String TEXT =
      "levels=3 highmem=no split-locks=no batch=8 | fork:1f kthread:0 | exit:ffffffff";

  @Test
  void readsBackWhatItWrote() {
    assertEquals(TEXT, Piece.parse(TEXT).toString());
    assertEquals(3, Piece.parse(TEXT).size());
  }

  @Test
  void losesOneStep() {
    Piece piece = Piece.parse(TEXT);
    assertEquals("kthread:0", piece.without(0).describe(0));
    assertEquals("fork:1f", piece.without(1).describe(0));
    assertEquals("", piece.without(2).describe(1));
    assertEquals(piece.without(2), Piece.parse(piece.without(2).toString()));
  }

  @Test
  void leavesOutWhatTwoCannotPlay() {
    List<Long> steps =
        List.of(
            Steps.of(Operation.SUSPEND, 1),
            Steps.of(Operation.EXIT, 2),
            Steps.of(Operation.CPU_UP, 3));
    Piece piece = Piece.of(Scenario.preset("highmem"), steps, List.of());
    assertEquals("exit:2", piece.describe(0));
    assertTrue(piece.highmem());
    assertEquals(2, piece.settings().vcpus());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "exit:1 | exit:2",
        "levels=5 highmem=no split-locks=no batch=8 | exit:1 | exit:2",
        "levels=3 highmem=no split-locks=no batch=8 | exit:1",
        "levels=3 highmem=no split-locks=no batch=8 | exit:1 | exit:2 | exit:3",
        "levels=3 highmem=no split-locks=no batch=8 | exit | exit:2",
        "levels=3 highmem=no split-locks=no batch=8 | leave:1 | exit:2",
        "levels=3 highmem=no split-locks=no batch=8 | exit:123456789 | exit:2"
      })
  void saysWhatIsNone(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> Piece.parse(text));
    List<String> lines = String.valueOf(e.getMessage()).lines().toList();
    assertEquals(1, lines.size());
    assertTrue(lines.getFirst().startsWith("no "), lines.getFirst());
  }
}
