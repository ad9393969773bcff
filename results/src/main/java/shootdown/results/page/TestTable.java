package shootdown.results.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;
import java.util.function.Function;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Words;

/// Every test in every configuration, as rows of a table.
///
/// There may be sixty thousand, so a row is as short as HTML allows: end tags that may be left out
/// are. Whatever came from outside is escaped by the output that it is written to. Where there are
/// more than a browser lays out at once, they stand aside for a reader without script, to whom
/// alone a browser makes elements of them; for all others the script builds the rows that are
/// looked at, from the data. Where there are more than a page should carry, it has the data alone.
///
/// @param most rows that the page carries itself
public record TestTable(List<TestRow> rows, int most) implements Content {
  /// As many rows as fit into ten mebibytes with their data.
  static final int MOST = 60_000;

  /// As many as a browser makes elements of in a tenth of a second.
  static final int AT_ONCE = 2_000;

  /// As many as are shown without being asked for.
  private static final int FEW = 400;

  public boolean inPage() {
    return rows.size() <= most;
  }

  /// Whether its rows are for readers without script alone.
  public boolean aside() {
    return inPage() && rows.size() > AT_ONCE;
  }

  public boolean open() {
    return rows.size() <= FEW;
  }

  public List<String> kernels() {
    return words(TestRow::kernel);
  }

  public List<String> engines() {
    return words(TestRow::engine);
  }

  public List<Verdict> verdicts() {
    return rows.stream().map(TestRow::verdict).distinct().sorted().toList();
  }

  private List<String> words(Function<TestRow, String> word) {
    return rows.stream().map(word).filter(w -> !w.isBlank()).distinct().sorted().toList();
  }

  @Override
  public void writeTo(TemplateOutput out) {
    rows.forEach(row -> write(out, row));
  }

  private static void write(TemplateOutput out, TestRow row) {
    out.writeContent("<tr><th scope=row>");
    out.writeUserContent(row.test());
    out.writeContent("<td>");
    out.writeUserContent(row.kernel());
    out.writeContent("<td>");
    out.writeUserContent(row.engine());
    out.writeContent("<td class=" + Marks.style(row.verdict()) + ">");
    out.writeContent(Marks.symbol(row.verdict()) + " " + row.verdict().word());
    out.writeContent("<td>" + Words.count(row.tries()));
    out.writeContent("<td>" + (row.window() < 0 ? "" : Words.count(row.window())));
    out.writeContent("<td>");
    out.writeUserContent(row.bound());
    out.writeContent("\n");
  }
}
