package shootdown.results.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import shootdown.results.bench.BenchmarkRow;
import shootdown.results.page.Report;
import shootdown.results.verdict.FaultResult;
import shootdown.results.verdict.Verdict.Gravity;
import shootdown.results.verdict.Words;

/// `summary.md`: the verdict, what failed and could not be judged, the museum, and what was
/// measured; for a mail or a comment.
public final class Markdown {
  /// A comment that nobody can scroll through is not read.
  private static final int MOST = 50;

  private final StringBuilder text = new StringBuilder();

  private Markdown() {}

  public static String of(Report report) {
    Markdown md = new Markdown();
    md.verdict(report);
    List<TestCase> cases = TestCase.of(report);
    md.cases("Failed", with(cases, Gravity.FAILURE));
    md.cases("Not judged", with(cases, Gravity.UNKNOWN));
    md.museum(report);
    md.benchmarks(report);
    md.fine(with(cases, Gravity.FINE));
    return md.text.toString();
  }

  private static List<TestCase> with(List<TestCase> cases, Gravity gravity) {
    return cases.stream().filter(c -> c.gravity() == gravity).toList();
  }

  private void verdict(Report report) {
    var environment = report.environment();
    line("# " + escaped(report.conclusion().word()));
    line("");
    line(escaped(report.conclusion().sentence()));
    line("");
    line(
        "Commit %s%s, %s, %d cores, %s, %s."
            .formatted(
                code(environment.commit()),
                environment.dirty() ? " with changes" : "",
                escaped(environment.cpu()),
                environment.cores(),
                escaped(environment.jdk()),
                report.started().startedAt()));
    line("");
    line(code(report.started().command()));
  }

  private void cases(String title, List<TestCase> cases) {
    if (cases.isEmpty()) {
      return;
    }
    heading(title + " (" + cases.size() + ")");
    table("test", "configuration", "what");
    cases.stream()
        .limit(MOST)
        .forEach(c -> row(simple(c.type()), c.engine() + ", " + c.name(), c.message()));
    more(cases.size());
  }

  private void museum(Report report) {
    List<FaultResult> tried =
        report.faults().stream().filter(f -> f.fate() != FaultResult.Fate.NOT_TRIED).toList();
    if (tried.isEmpty()) {
      return;
    }
    heading("Museum");
    Stream.of(FaultResult.Fate.values())
        .filter(fate -> tried.stream().anyMatch(f -> f.fate() == fate))
        .forEach(fate -> line("- %s: %s".formatted(fate.word(), ids(tried, fate))));
  }

  private static String ids(List<FaultResult> faults, FaultResult.Fate fate) {
    List<String> ids =
        faults.stream().filter(f -> f.fate() == fate).map(f -> f.fault().id()).toList();
    return ids.size() + " (" + String.join(", ", ids) + ")";
  }

  private void benchmarks(Report report) {
    List<BenchmarkRow> rows = report.benchmarks();
    if (rows.isEmpty()) {
      return;
    }
    heading("Measured, with 95 % intervals");
    table("benchmark", "cost", "");
    for (BenchmarkRow row : rows.stream().limit(MOST).toList()) {
      var i = row.record().interval();
      row(
          row.label(),
          "%s [%s, %s] %s"
              .formatted(
                  Words.number(i.point()),
                  Words.number(i.low()),
                  Words.number(i.high()),
                  row.record().unit()),
          row.versus().map(v -> v.verdict().word() + " against " + v.baseline()).orElse(""));
    }
    more(rows.size());
  }

  private void fine(List<TestCase> cases) {
    if (!cases.isEmpty()) {
      line("");
      line(Words.count(cases.size()) + " tests in their configurations are as they should be.");
    }
  }

  private void more(int size) {
    if (size > MOST) {
      line("");
      line("and " + Words.count(size - MOST) + " more: see summary.json.");
    }
  }

  private void heading(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private void table(String... heads) {
    row(heads);
    line("|" + "---|".repeat(heads.length));
  }

  private void row(String... cells) {
    List<String> escaped = new ArrayList<>();
    for (String cell : cells) {
      escaped.add(escaped(cell));
    }
    line("| " + String.join(" | ", escaped) + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String code(String text) {
    return "`" + plain(text).replace("`", "'") + "`";
  }

  /// As text, whatever it looks like.
  static String escaped(String text) {
    return plain(text)
        .replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~&-])", "\\\\$1")
        .replaceAll("(?i)\\b(https?|ftp|javascript):", "$1\\\\:")
        .replace("@", "&#64;");
  }

  /// On one line, in one direction, and all of it visible.
  private static String plain(String text) {
    return JUnitXml.allowed(text)
        .replaceAll("[\u202a-\u202e\u2066-\u2069]", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
