package shootdown.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

  private Columns(int vcpus, List<Row> rows) {
    this.widths = new int[vcpus];
    Arrays.setAll(widths, vcpu -> header(vcpu).length());
    rows.forEach(this::add);
    lines.forEach(
        line -> widths[line.row.vcpu] = Math.max(widths[line.row.vcpu], line.text().length()));
  }

  /// One row: what one vCPU did.
  ///
  /// @param alarming marked at the end of the line
  public record Row(int vcpu, String text, boolean alarming) {}

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
    return new Columns(vcpus, rows).text();
  }

  private void add(Row row) {
    if (!lines.isEmpty() && lines.getLast().row.equals(row)) {
      lines.getLast().times++;
    } else {
      lines.add(new Line(row));
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    List<String> header = new ArrayList<>();
    for (int vcpu = 0; vcpu < widths.length; vcpu++) {
      header.add(header(vcpu));
    }
    text.append(line(header)).append('\n');
    lines.forEach(line -> text.append(line(line)).append('\n'));
    return text.toString();
  }

  private String line(Line line) {
    List<String> cells = new ArrayList<>();
    for (int vcpu = 0; vcpu < widths.length; vcpu++) {
      cells.add(vcpu == line.row.vcpu ? line.text() : "");
    }
    return line.row.alarming ? padded(cells) + MARK : line(cells);
  }

  private String line(List<String> cells) {
    return padded(cells).stripTrailing();
  }

  private String padded(List<String> cells) {
    List<String> wide = new ArrayList<>();
    for (int vcpu = 0; vcpu < widths.length; vcpu++) {
      wide.add(cells.get(vcpu) + " ".repeat(widths[vcpu] - cells.get(vcpu).length()));
    }
    return String.join(SEPARATOR, wide);
  }

  private static String header(int vcpu) {
    return "vcpu" + vcpu;
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
