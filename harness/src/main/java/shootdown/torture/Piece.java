package shootdown.torture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A machine, and the few steps that each of its vCPUs is to play: a piece of a run.
///
/// ```
/// levels=3 highmem=no split-locks=no batch=8 | fork:1f kthread:0 | exit:2a
/// ```
///
/// @param steps of each vCPU, two of them
record Piece(int levels, boolean highmem, boolean splitLocks, int batch, List<List<Long>> steps) {
  static final int VCPUS = 2;

  private static final Pattern MACHINE =
      Pattern.compile("levels=([234]) highmem=(yes|no) split-locks=(yes|no) batch=(\\d{1,3})");
  private static final String NEXT = " | ";

  /// What needs all vCPUs, or somebody to be woken by, or means nothing to an explorer.
  private static final Set<Operation> LEFT_OUT =
      Set.of(Operation.SUSPEND, Operation.CPU_UP, Operation.IDLE, Operation.STUTTER);

  Piece {
    steps = steps.stream().map(List::copyOf).toList();
  }

  /// Of two vCPUs, on a machine like that of the scenario.
  static Piece of(Scenario scenario, List<Long> vcpu0, List<Long> vcpu1) {
    return new Piece(
        scenario.levels(),
        scenario.highmem(),
        scenario.splitLocks(),
        scenario.batch(),
        List.of(told(vcpu0), told(vcpu1)));
  }

  private static List<Long> told(List<Long> steps) {
    return steps.stream().filter(s -> !LEFT_OUT.contains(Steps.operation(s))).toList();
  }

  /// How many steps all vCPUs have.
  int size() {
    return steps.stream().mapToInt(List::size).sum();
  }

  /// The same without one step.
  ///
  /// @param step counted over all vCPUs
  Piece without(int step) {
    int left = step;
    var fewer = new ArrayList<List<Long>>();
    for (List<Long> of : steps) {
      var kept = new ArrayList<>(of);
      if (left >= 0 && left < kept.size()) {
        kept.remove(left);
      }
      left -= of.size();
      fewer.add(kept);
    }
    return new Piece(levels, highmem, splitLocks, batch, fewer);
  }

  /// The run that it could be of: the size of the machine.
  Settings settings() {
    var nothing = new Mix(Map.of(Operation.SWITCH, 1));
    return Settings.standard()
        .vcpus(steps.size())
        .scenario(
            new Scenario(
                "excerpt",
                "a piece of a run",
                nothing,
                levels,
                highmem,
                splitLocks,
                false,
                batch,
                0,
                0,
                0,
                0));
  }

  /// Reads what [#toString] wrote.
  ///
  /// @throws IllegalArgumentException in one line
  static Piece parse(String text) {
    String[] parts = text.split(Pattern.quote("|"), -1);
    Matcher machine = MACHINE.matcher(parts[0].strip());
    if (!machine.matches() || parts.length != 1 + VCPUS) {
      throw new IllegalArgumentException(
          "no piece of a torture run: '" + text + "', expected '<machine> | <steps> | <steps>'");
    }
    return new Piece(
        Integer.parseInt(machine.group(1)),
        machine.group(2).equals("yes"),
        machine.group(3).equals("yes"),
        Integer.parseInt(machine.group(4)),
        Arrays.stream(parts).skip(1).map(Piece::steps).toList());
  }

  private static List<Long> steps(String text) {
    return Arrays.stream(text.strip().split(" +"))
        .filter(step -> !step.isEmpty())
        .map(Steps::parse)
        .toList();
  }

  /// What a vCPU plays, in words.
  String describe(int vcpu) {
    return steps.get(vcpu).stream().map(Steps::describe).collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return "levels=%d highmem=%s split-locks=%s batch=%d"
            .formatted(levels, highmem ? "yes" : "no", splitLocks ? "yes" : "no", batch)
        + NEXT
        + describe(0)
        + NEXT
        + describe(1);
  }
}
