package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import shootdown.results.verdict.Verdict;

/// A thousand tests in sixty configurations.
class ManyTest {
  @Test
  void pastSixtyThousandRowsOnlyTheDataIsInThePage() {
    TestRow row = new TestRow("Story", "fixed", "stress", Verdict.HOLDS, 1, 1, "");
    assertTrue(new TestTable(Collections.nCopies(60_000, row), TestTable.MOST).inPage());
    assertFalse(new TestTable(Collections.nCopies(60_001, row), TestTable.MOST).inPage());
  }

  @Test
  void pastTwoThousandTheyAreForReadersWithoutScript() {
    TestRow row = new TestRow("Story", "fixed", "stress", Verdict.HOLDS, 1, 1, "");
    assertFalse(new TestTable(Collections.nCopies(2_000, row), TestTable.MOST).aside());
    assertTrue(new TestTable(Collections.nCopies(2_001, row), TestTable.MOST).aside());
    assertFalse(new TestTable(Collections.nCopies(2_001, row), 1_000).aside(), "not in the page");
  }

  private static final int MIB = 1024 * 1024;

  @Test
  void fitIntoTenMebibytesEachWithItsRow() {
    String html = Pages.writer().html(Pages.many(1000, 20), Earlier.NONE);
    int rows = html.indexOf("<tr><th scope=row>");
    assertTrue(
        html.lastIndexOf("<noscript>", rows) > html.lastIndexOf("</noscript>", rows), "aside");
    assertEquals(60_000, html.split("<tr><th scope=row>", -1).length - 1);
    int size = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(size <= 10 * MIB, size / 1024 + " KiB");
  }
}
