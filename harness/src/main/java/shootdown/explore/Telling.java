package shootdown.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import shootdown.trace.Columns;

/// Tells an execution as columns, one per vCPU: what the machine wrote down, and between the events
/// who was stopped where, and why.
final class Telling implements Observer {
  /// Events of each vCPU that are kept: more than a story has.
  static final int EVENTS = 4096;

  private final Locations locations;
  private final List<Columns.Row> rows = new ArrayList<>();
  private Script.@Nullable Staged story;

  /// Which rows are events, still to be filled in.
  private final List<Integer> events = new ArrayList<>();

  private int setUp;

  Telling(Locations locations) {
    this.locations = locations;
  }

  @Override
  public void staged(Script.Staged staged) {
    story = staged;
    setUp = texts().size();
  }

  @Override
  public void traced() {
    events.add(rows.size());
    rows.add(new Columns.Row(0, "", false));
  }

  @Override
  public void preempted(Player from, Player to) {
    Site at = from.at;
    say(
        from,
        "-- stopped before " + at + " of " + locations.name(from.atLoc) + ": " + to + " runs");
  }

  @Override
  public void turn(Player to) {
    say(to, "-- runs");
  }

  @Override
  public void waits(Player who) {
    say(who, "-- waits: nothing new");
  }

  @Override
  public void standstill(List<Player> all) {
    graph("nobody can go on", all);
  }

  @Override
  public void endless(List<Player> all) {
    graph("it goes on and on", all);
  }

  /// Who waits for what: in the machine's words if the story has one, and by the places that would
  /// have to be written.
  private void graph(String what, List<Player> all) {
    Player first = all.getFirst();
    Script.Staged s = story;
    Optional<Object> words =
        s == null
            ? Optional.empty()
            : s.machine()
                .flatMap(m -> Script.call(m, "guest"))
                .flatMap(g -> Script.call(g, "judge"))
                .flatMap(j -> Script.call(j, "waitForGraph"));
    say(first, "-- " + what + words.map(w -> ": " + w).orElse(""));
    for (Player p : all) {
      if (p.waiting) {
        say(p, "-- waits for a write to " + String.join(" or ", p.awaited(locations)));
      }
    }
  }

  @Override
  public void drained(Player who, int loc) {
    say(who, "-- its write to " + locations.name(loc) + " reaches memory");
  }

  @Override
  public void late(Player who, int points) {
    say(who, "-- the interrupt comes " + points + " points later");
  }

  @Override
  public void walks(Player who, int vpn) {
    say(who, "-- its processor walks to page " + vpn);
  }

  private void say(Player who, String what) {
    rows.add(new Columns.Row(who.id, what, false));
  }

  /// The events of the machine so far, in order: they are in a class loader of their own.
  private List<?> texts() {
    Script.Staged s = story;
    if (s == null) {
      return List.of();
    }
    Optional<Object> trace = s.machine().flatMap(m -> Script.call(m, "trace"));
    return (List<?>) trace.flatMap(t -> Script.call(t, "events")).orElse(List.of());
  }

  String columns() {
    List<?> all = texts();
    int vcpus = 1;
    for (int i = 0; i < events.size() && setUp + i < all.size(); i++) {
      Object event = all.get(setUp + i);
      int vcpu = (int) Script.call(event, "vcpu").orElse(0);
      String text = (String) Script.call(event, "text").orElse("");
      boolean alarming =
          (boolean)
              Script.call(event, "kind").flatMap(k -> Script.call(k, "alarming")).orElse(false);
      rows.set(events.get(i), new Columns.Row(vcpu, text, alarming));
    }
    for (Columns.Row row : rows) {
      vcpus = Math.max(vcpus, row.column() + 1);
    }
    return Columns.render(vcpus, rows);
  }
}
