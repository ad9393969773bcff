package shootdown.results.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shootdown.results.run.Interval;
import shootdown.results.verdict.Place;
import shootdown.results.verdict.Words;

/// The goals and the headline as Markdown, for a README.
public final class GoalTable {
  public static final Place PLACE = new Place("goals");

  private GoalTable() {}

  /// What stands between the marks.
  ///
  /// @param source one line that says which run this is of
  public static String markdown(List<GoalResult> goals, List<Price> prices, String source) {
    StringBuilder text = new StringBuilder(source).append("\n\n");
    text.append("| goal | | bound | figure [95 %] | verdict | |\n|---|---|---|---|---|---|\n");
    for (GoalResult g : goals) {
      text.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  g.id(),
                  g.goal(),
                  g.bound(),
                  cell(g.figure()),
                  g.fate() == Fate.MET ? "met" : "**" + g.fate().word() + "**",
                  g.note()));
    }
    if (prices.isEmpty()) {
      return text.toString();
    }
    text.append(
        "\nE and w in ns per page; n is a batch size; gain is direct over batches. A row is void"
            + " where two copies of one thing did not come out equal beside it.\n\n");
    text.append(
        "| vCPUs | | work | transport | cores | E | w | n50 | n90 | ceiling | gain at 32 | misfit"
            + " |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Price p : prices) {
      text.append(
          "| %d | %s | %s | %s | %s | %s |\n"
              .formatted(
                  p.vcpus(),
                  p.operation(),
                  p.work(),
                  p.transport(),
                  cores(p),
                  p.note().isEmpty() ? figures(p) : p.note() + " | | | | | |"));
    }
    return text.toString();
  }

  /// `same L3, 16 forks`; how many forks alone where placement is of no matter; and that they are
  /// void, if they are.
  public static String cores(Price p) {
    List<String> words = new ArrayList<>();
    words.add(p.placement());
    words.add(p.forks() == 0 ? "" : p.forks() + " forks");
    words.add(p.voided().isEmpty() ? "" : "void");
    words.removeIf(String::isEmpty);
    return String.join(", ", words);
  }

  private static String figures(Price p) {
    return String.join(
        " | ",
        cell(p.e()),
        cell(p.w()),
        cell(p.n50()),
        cell(p.n90()),
        cell(p.ceiling()),
        cell(p.gain32()),
        cell(p.misfit()));
  }

  /// `1.04 [1.01, 1.07]`, or a dash.
  public static String cell(Optional<Interval> figure) {
    return figure
        .map(
            i ->
                i.low() == i.high()
                    ? Words.number(i.point())
                    : "%s [%s, %s]"
                        .formatted(
                            Words.number(i.point()), Words.number(i.low()), Words.number(i.high())))
        .orElse("–");
  }
}
