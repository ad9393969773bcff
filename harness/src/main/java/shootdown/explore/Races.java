package shootdown.explore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Plain accesses that nothing orders: what the explorer cannot see, and the memory model does not
/// define.
///
/// **How it works.** Each vCPU has a vector clock. A release store, a volatile store and a
/// read-modify-write leave the writer's clock at the variable; an acquire load, a volatile load and
/// a read-modify-write take it up. An opaque store leaves what the last release fence covered; what
/// an opaque load finds is taken up by the next acquire fence. A plain access races with another
/// vCPU's access to the same variable, plain or not, of which one is a write, if its clock does not
/// cover that.
///
/// **What it is worth.** An execution without races has the same outcome whatever a compiler does
/// to its plain accesses, so the explorer's models, in which they are seen at once, lose nothing.
///
/// Stands for: KCSAN in spirit; the rules are those of FastTrack (Flanagan, Freund, PLDI 2009) and
/// of C11's fences.
final class Races {
  private static final int PLAIN_READ = 0;
  private static final int PLAIN_WRITE = 1;
  private static final int ATOMIC_READ = 2;
  private static final int ATOMIC_WRITE = 3;

  /// What each vCPU did last to a variable, and where.
  private static final class Variable {
    private final int[][] clocks;
    private final String[][] places;
    private int @Nullable [] left;

    Variable(int players) {
      clocks = new int[4][players];
      places = new String[4][players];
    }
  }

  private final Set<String> found = new TreeSet<>();
  private final Map<Long, Variable> variables = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private int[][] clocks = {};
  private int[][] released = {};
  private int[][] toAcquire = {};

  /// An execution begins: what was set up before is ordered before everything.
  void begin(int players) {
    variables.clear();
    clocks = new int[players][players];
    released = new int[players][players];
    toAcquire = new int[players][players];
    for (int i = 0; i < players; i++) {
      clocks[i][i] = 1;
    }
  }

  /// In words, each pair of places once.
  Set<String> found() {
    return found;
  }

  // --- plain accesses ---

  void plain(int player, int birth, String field, boolean writes, String where) {
    if (birth != 0) {
      check(player, variable(birth, field), field, writes ? PLAIN_WRITE : PLAIN_READ, where);
    }
  }

  // --- accesses through handles ---

  /// As plain accesses name it.
  String name(Field field, int index) {
    return field.name().endsWith("[]")
        ? "[" + index + "]"
        : field.name().substring(field.name().lastIndexOf('.') + 1);
  }

  void access(int player, int birth, String field, Site site, boolean wrote) {
    Variable v = variable(birth, field);
    boolean writes = !site.isLoad() && wrote;
    check(player, v, field, writes ? ATOMIC_WRITE : ATOMIC_READ, site.where());
    int[] left = v.left;
    if (site.reads() && left != null) {
      join(site.acquires() ? clocks[player] : toAcquire[player], left);
    }
    if (writes) {
      if (site.isStore()) {
        v.left = (site.releases() ? clocks[player] : released[player]).clone();
      } else {
        int[] both = left == null ? new int[clocks.length] : left;
        join(both, site.releases() ? clocks[player] : released[player]);
        v.left = both;
      }
      clocks[player][player]++;
    }
  }

  void fence(int player, boolean acquires, boolean releases) {
    if (acquires) {
      join(clocks[player], toAcquire[player]);
    }
    if (releases) {
      released[player] = clocks[player].clone();
      clocks[player][player]++;
    }
  }

  private Variable variable(int birth, String field) {
    int name = names.computeIfAbsent(field, f -> names.size());
    return variables.computeIfAbsent((long) birth << 32 | name, key -> new Variable(clocks.length));
  }

  private void check(int player, Variable v, String field, int kind, String where) {
    boolean writes = kind == PLAIN_WRITE || kind == ATOMIC_WRITE;
    boolean plain = kind == PLAIN_READ || kind == PLAIN_WRITE;
    for (int other = 0; other < clocks.length; other++) {
      if (other != player) {
        int seen = clocks[player][other];
        report(v, PLAIN_WRITE, other, seen, true, field, where);
        report(v, PLAIN_READ, other, seen, writes, field, where);
        report(v, ATOMIC_WRITE, other, seen, plain, field, where);
        report(v, ATOMIC_READ, other, seen, plain && writes, field, where);
      }
    }
    v.clocks[kind][player] = clocks[player][player];
    v.places[kind][player] = where;
  }

  private void report(
      Variable v, int kind, int other, int seen, boolean conflicts, String field, String where) {
    if (conflicts && v.clocks[kind][other] > seen) {
      String[] places = {v.places[kind][other], where};
      Arrays.sort(places);
      found.add(field + ": " + places[0] + " and " + places[1]);
    }
  }

  private static void join(int[] into, int[] other) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.max(into[i], other[i]);
    }
  }
}
