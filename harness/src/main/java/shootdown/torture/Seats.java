package shootdown.torture;

import shootdown.guest.Cpu;
import shootdown.guest.Scheduler;

/// Who plays which vCPU: the guest's scheduler, since a player knows what else there is to run.
final class Seats implements Scheduler {
  private final Player[] players;

  Seats(int vcpus) {
    players = new Player[vcpus];
  }

  /// Before the vCPU takes a step.
  void seat(Player player) {
    players[player.cpu().id()] = player;
  }

  @Override
  public void preempted(Cpu cpu) {
    players[cpu.id()].preempted();
  }
}
