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

  private final Trace trace;
  private final List<Row> rows = new ArrayList<>();
  private final int[] widths;

  private Columns(Trace trace) {
    this.trace = trace;
    this.widths = new int[trace.vcpus()];
    Arrays.setAll(widths, vcpu -> header(vcpu).length());
    trace.events().forEach(this::add);
    rows.forEach(row -> widths[row.vcpu] = Math.max(widths[row.vcpu], row.text().length()));
  }

  /// The whole trace as text, each line ended by a newline. Any thread; the trace is immutable.
  public static String render(Trace trace) {
    return new Columns(trace).text();
  }

  private void add(TraceEvent event) {
    if (!rows.isEmpty() && rows.getLast().repeats(event)) {
      rows.getLast().times++;
    } else {
      rows.add(new Row(event));
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    if (trace.overwritten() > 0) {
      text.append("(%d earlier events not shown)\n".formatted(trace.overwritten()));
    }
    List<String> header = new ArrayList<>();
    for (int vcpu = 0; vcpu < widths.length; vcpu++) {
      header.add(header(vcpu));
    }
    text.append(line(header)).append('\n');
    rows.forEach(row -> text.append(line(row)).append('\n'));
    return text.toString();
  }

  private String line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int vcpu = 0; vcpu < widths.length; vcpu++) {
      cells.add(vcpu == row.vcpu ? row.text() : "");
    }
    return row.event.kind().alarming() ? padded(cells) + MARK : line(cells);
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

  /// One event and how often it came in a row.
  private static final class Row {
    private final TraceEvent event;
    private final int vcpu;
    private int times = 1;

    Row(TraceEvent event) {
      this.event = event;
      this.vcpu = event.vcpu();
    }

    boolean repeats(TraceEvent next) {
      return next.vcpu() == vcpu
          && next.kind() == event.kind()
          && next.a() == event.a()
          && next.b() == event.b();
    }

    String text() {
      return times == 1 ? event.text() : event.text() + " x " + times;
    }
  }
}
