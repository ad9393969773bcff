package shootdown.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Renders a trace as one column per vCPU and one row per event.
///
/// ```
/// (3 earlier events not shown)
/// vcpu0                                         | vcpu1
///                                               | queue NEW_BASEPTR frame=9
/// wait_ack {1} x 3                              |
/// UNPIN frame=4 count=1                         |
/// BREACH S4 PINNED_BIT_CLEARED_WHILE_REFERENCED |                           <==
/// ```
///
/// Columns are as wide as their longest cell, nothing wraps, rows that repeat the row above are
/// counted instead of shown, and rows that tell of a breach are marked at the end. The same text
/// goes to the console and, preformatted, into the HTML report.
public final class Columns {
  private static final String SEPARATOR = " | ";
  private static final String MARK = " <==";

  private final List<Line> lines = new ArrayList<>();
  private final int[] widths;

  private final List<String> headers;

  private Columns(List<String> headers) {
    this.headers = headers;
    this.widths = headers.stream().mapToInt(String::length).toArray();
  }

  private Columns(List<String> headers, List<Row> rows) {
    this(headers);
    rows.forEach(this::add);
    lines.forEach(line -> widen(line.row.column, line.text()));
  }

  /// One row: what one vCPU did.
  ///
  /// @param column the vCPU's
  /// @param alarming marked at the end of the line
  public record Row(int column, String text, boolean alarming) {}

  /// The whole trace as text, each line ended by a newline. Any thread; the trace is immutable.
  public static String render(Trace trace) {
    String lost =
        trace.overwritten() > 0
            ? "(%d earlier events not shown)\n".formatted(trace.overwritten())
            : "";
    List<Row> rows =
        trace.events().stream()
            .map(event -> new Row(event.vcpu(), event.text(), event.kind().alarming()))
            .toList();
    return lost + render(trace.vcpus(), rows);
  }

  /// The same for rows that are there already.
  ///
  /// @param vcpus how many columns; no row may have a higher number
  public static String render(int vcpus, List<Row> rows) {
    return render(IntStream.range(0, vcpus).mapToObj(vcpu -> "vcpu" + vcpu).toList(), rows);
  }

  /// The same for some of the vCPUs.
  ///
  /// @param headers of the columns; a row has the index of one of them
  public static String render(List<String> headers, List<Row> rows) {
    return new Columns(headers, rows).text();
  }

  /// What has no order across columns: each from its top, as they come.
  ///
  /// @param columns as many as headers
  public static String abreast(List<String> headers, List<List<String>> columns) {
    var all = new Columns(headers);
    int rows = 0;
    for (int column = 0; column < columns.size(); column++) {
      int here = column;
      columns.get(column).forEach(cell -> all.widen(here, cell));
      rows = Math.max(rows, columns.get(column).size());
    }
    StringBuilder text = new StringBuilder(all.line(headers)).append('\n');
    for (int i = 0; i < rows; i++) {
      int row = i;
      List<String> cells = columns.stream().map(cs -> row < cs.size() ? cs.get(row) : "").toList();
      text.append(all.line(cells)).append('\n');
    }
    return text.toString();
  }

  private void widen(int column, String cell) {
    widths[column] = Math.max(widths[column], cell.length());
  }

  private void add(Row row) {
    if (!lines.isEmpty() && lines.getLast().row.equals(row)) {
      lines.getLast().times++;
    } else {
      lines.add(new Line(row));
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder(line(headers)).append('\n');
    lines.forEach(line -> text.append(line(line)).append('\n'));
    return text.toString();
  }

  private String line(Line line) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      cells.add(column == line.row.column ? line.text() : "");
    }
    return line.row.alarming ? padded(cells) + MARK : line(cells);
  }

  private String line(List<String> cells) {
    return padded(cells).stripTrailing();
  }

  private String padded(List<String> cells) {
    List<String> wide = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      wide.add(cell + " ".repeat(widths[column] - cell.length()));
    }
    return String.join(SEPARATOR, wide);
  }

  /// A row and how often it came in a row.
  private static final class Line {
    private final Row row;
    private int times = 1;

    Line(Row row) {
      this.row = row;
    }

    String text() {
      return times == 1 ? row.text : row.text + " x " + times;
    }
  }
}
