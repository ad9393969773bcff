package shootdown.explore;

import java.util.List;

/// Watches an execution; does nothing while searching.
interface Observer {
  /// Nobody watches.
  Observer NOBODY = new Observer() {};

  /// The story is set up and about to begin.
  default void staged(Script.Staged story) {}

  /// `from` stops before an access to something shared, and `to` runs.
  default void preempted(Player from, Player to) {}

  /// It is this one's turn.
  default void turn(Player to) {}

  /// It spins and has seen nothing new.
  default void waits(Player who) {}

  /// Nobody can go on; one is let run until the machine notices.
  default void standstill(List<Player> all) {}

  /// It has gone on for longer than anything sensible does.
  default void endless(List<Player> all) {}

  /// Its oldest buffered write has reached memory.
  default void drained(Player who, int loc) {}

  /// A pending interrupt comes some interrupt points later.
  default void late(Player who, int points) {}

  /// Its processor walks to a page that nobody asked for.
  default void walks(Player who, int vpn) {}

  /// The machine has written an event into the ring of the vCPU that runs.
  default void traced() {}
}
