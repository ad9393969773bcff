package shootdown.results.verdict;

import java.util.ArrayList;
import java.util.List;
import shootdown.fault.Museum;
import shootdown.results.run.TortureRecord;

/// What torture came to, in sentences.
final class TortureWords {
  private TortureWords() {}

  /// The last line of each run, and one for all faults of the museum: there are many.
  static List<String> sentences(List<TortureRecord> tortures) {
    List<String> parts = new ArrayList<>();
    long killed =
        tortures.stream()
            .filter(TortureWords::isKill)
            .map(TortureRecord::kernel)
            .distinct()
            .count();
    if (killed > 0) {
      parts.add("Torture killed " + (killed == 1 ? "1 fault." : Words.count(killed) + " faults."));
    }
    tortures.stream().filter(t -> !isKill(t)).forEach(t -> parts.add(t.last() + "."));
    return parts;
  }

  private static boolean isKill(TortureRecord t) {
    return Museum.find(t.kernel()).isPresent() && t.verdict().equals("VIOLATED");
  }
}
