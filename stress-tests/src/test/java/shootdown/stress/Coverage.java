package shootdown.stress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which pairs of operations meet in the state that an invariant speaks of, and who tells what
/// comes of it: three tables of the README, held against what the stories play and guard.
///
/// A pair is told by a story that guards the invariant and in which two vCPUs play the one and the
/// other. Derived from the stories' own classes; the tables only name who does.
final class Coverage {
  private static final String OF = "·";

  private final List<String> order = new ArrayList<>();
  private final Map<String, Set<String>> operationsOf = new HashMap<>();
  private final Map<String, List<String>> touched = new LinkedHashMap<>();
  private final List<Entry> told = new ArrayList<>();
  private final List<Entry> excused = new ArrayList<>();
  private final List<Class<?>> stories;
  private final List<String> complaints = new ArrayList<>();

  /// @param by who tells it, or why nobody need
  private record Entry(String invariant, String pair, String by) {}

  /// Reads the tables, each row as its cells.
  ///
  /// @param operations an operation, and the steps that are it
  /// @param meeting an invariant, the operations that touch its state, and who tells which pairs
  /// @param reasons invariants, pairs, and why no story is needed
  Coverage(
      List<List<String>> operations,
      List<List<String>> meeting,
      List<List<String>> reasons,
      List<Class<?>> stories) {
    this.stories = stories;
    for (List<String> row : operations) {
      order.add(row.get(0));
      for (String step : words(row.get(1).replace("`", ""))) {
        operationsOf.computeIfAbsent(step, s -> new LinkedHashSet<>()).add(row.get(0));
      }
    }
    for (List<String> row : meeting) {
      touched.put(row.get(0), words(row.get(1)));
      for (String one : row.get(2).split(";", -1)) {
        List<String> words = words(one);
        String story = words.getFirst().replace("`", "");
        words.stream().skip(1).forEach(pair -> told.add(new Entry(row.get(0), pair, story)));
      }
    }
    for (List<String> row : reasons) {
      for (String invariant : words(row.get(0))) {
        words(row.get(1)).forEach(pair -> excused.add(new Entry(invariant, pair, row.get(2))));
      }
    }
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.strip().split(" +")).filter(word -> !word.isEmpty()).toList();
  }

  /// The invariants, in the order of the table.
  List<String> invariants() {
    return List.copyOf(touched.keySet());
  }

  int pairs() {
    return touched.values().stream().mapToInt(operations -> pairsOf(operations).size()).sum();
  }

  int excused() {
    return excused.size();
  }

  /// What is wrong with the tables, a sentence each.
  List<String> complaints() {
    complaints.clear();
    stories.forEach(this::hasKnownSteps);
    touched.forEach(this::isComplete);
    told.forEach(this::isTold);
    excused.forEach(this::isUntold);
    return List.copyOf(complaints);
  }

  private void hasKnownSteps(Class<?> story) {
    for (String step : Operations.kernelSteps(story)) {
      if (!operationsOf.containsKey(step)) {
        complaints.add(story.getSimpleName() + " plays " + step + ", which is no operation");
      }
    }
  }

  private void isComplete(String invariant, List<String> operations) {
    for (String operation : operations) {
      if (!order.contains(operation)) {
        complaints.add(invariant + " is touched by " + operation + ", which is no operation");
      }
    }
    for (String pair : pairsOf(operations)) {
      long named = told.stream().filter(e -> is(e, invariant, pair)).count();
      long reasons = excused.stream().filter(e -> is(e, invariant, pair)).count();
      if (named + reasons == 0) {
        complaints.add(
            invariant + " " + pair + " has no story and no reason; " + tellers(invariant, pair));
      } else if (named + reasons > 1) {
        complaints.add(invariant + " " + pair + " is there " + (named + reasons) + " times");
      }
    }
  }

  private static boolean is(Entry entry, String invariant, String pair) {
    return entry.invariant().equals(invariant) && entry.pair().equals(pair);
  }

  private void isTold(Entry entry) {
    List<Class<?>> named =
        stories.stream().filter(story -> number(story).equals(entry.by())).toList();
    if (named.isEmpty()) {
      complaints.add(entry.invariant() + " " + entry.pair() + ": no such story: " + entry.by());
    } else if (!tells(named.getFirst(), entry.invariant(), entry.pair())) {
      complaints.add(entry.invariant() + " " + entry.pair() + " is not told by " + entry.by());
    }
    isMeant(entry);
  }

  private void isUntold(Entry entry) {
    if (tellers(entry.invariant(), entry.pair()).stream().findAny().isPresent()) {
      complaints.add(
          entry.invariant()
              + " "
              + entry.pair()
              + " has a reason, and is told by "
              + tellers(entry.invariant(), entry.pair()));
    }
    if (entry.by().isBlank()) {
      complaints.add(entry.invariant() + " " + entry.pair() + " has an empty reason");
    }
    isMeant(entry);
  }

  /// No row is kept for what meets no more.
  private void isMeant(Entry entry) {
    List<String> operations = touched.getOrDefault(entry.invariant(), List.of());
    if (!pairsOf(operations).contains(entry.pair())) {
      complaints.add(entry.invariant() + " " + entry.pair() + " is no pair of its operations");
    }
  }

  /// In the order of the operations, each with itself too: on two vCPUs.
  private List<String> pairsOf(List<String> operations) {
    var pairs = new ArrayList<String>();
    for (int i = 0; i < operations.size(); i++) {
      for (int j = i; j < operations.size(); j++) {
        pairs.add(operations.get(i) + OF + operations.get(j));
      }
    }
    return pairs;
  }

  private List<String> tellers(String invariant, String pair) {
    return stories.stream()
        .filter(story -> tells(story, invariant, pair))
        .map(Coverage::number)
        .toList();
  }

  private boolean tells(Class<?> story, String invariant, String pair) {
    String[] two = pair.split(OF);
    return List.of(Stories.storyOf(story).guards()).contains(invariant) && meet(story, two);
  }

  private boolean meet(Class<?> story, String[] two) {
    List<Set<String>> acts = Operations.played(story).stream().map(this::operations).toList();
    for (int i = 0; i < acts.size(); i++) {
      for (int j = 0; j < acts.size(); j++) {
        if (i != j && acts.get(i).contains(two[0]) && acts.get(j).contains(two[two.length - 1])) {
          return true;
        }
      }
    }
    return false;
  }

  private Set<String> operations(Set<String> steps) {
    var operations = new LinkedHashSet<String>();
    steps.forEach(step -> operations.addAll(operationsOf.getOrDefault(step, Set.of())));
    return operations;
  }

  /// `Exit_01`.
  private static String number(Class<?> story) {
    return story.getSimpleName().replaceFirst("_[A-Za-z]+$", "");
  }
}
