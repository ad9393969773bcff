package shootdown.torture;

import org.jspecify.annotations.Nullable;
import shootdown.hypervisor.HypercallGate;

/// What a vCPU has to reckon with at any hypercall: that the hypervisor lets others run, and that
/// its processor walks to some page, before it or on the way back.
///
/// A hypercall is where most windows are open: a load of cr3 sits in the batch, a page is read-only
/// and its tree not pinned, an interrupt has been posted and nobody kicked. What happens here is
/// chance of its own and no part of the stream of steps.
final class Turbulence implements HypercallGate {
  private static final ThreadLocal<@Nullable Player> PLAYS = new ThreadLocal<>();

  private final int yields;
  private final int walks;

  Turbulence(Scenario scenario) {
    yields = scenario.yields();
    walks = scenario.walks();
  }

  /// From now on this thread plays `player`.
  static void play(Player player) {
    PLAYS.set(player);
  }

  static void played() {
    PLAYS.remove();
  }

  @Override
  public void enter() {
    meanwhile();
  }

  @Override
  public void leave() {
    meanwhile();
  }

  @SuppressWarnings("ThreadPriorityCheck") // gives its processor away on purpose
  private void meanwhile() {
    Player player = PLAYS.get();
    if (player == null) {
      return; // the machine boots
    }
    int chance = player.chance();
    if (walks != 0 && Integer.remainderUnsigned(chance, walks) == 0) {
      player.walk(chance >>> 8);
    }
    if (yields != 0 && Integer.remainderUnsigned(chance >>> 4, yields) == 0) {
      Thread.yield();
    }
  }
}
