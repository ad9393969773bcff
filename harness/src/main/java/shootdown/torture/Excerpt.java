package shootdown.torture;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import shootdown.machine.Scene;

/// A few steps of two vCPUs of a run, as a story that can be explored: what they are is told in the
/// words of [Piece].
///
/// The machine is a fresh one, as large as two vCPUs of the scenario need, and nobody's processor
/// walks by itself. What is left of torture is what a step does.
public final class Excerpt extends Scene {
  private static final int TRACED = Integer.getInteger(Scene.TRACE_PROPERTY, 0);

  private final Player first;
  private final Player second;

  /// What came of it, for the explorer.
  public static final class Result {
    private String text = "";

    @Override
    public String toString() {
      return text;
    }
  }

  /// Marks for the explorer what a vCPU plays.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  public @interface Actor {}

  /// Marks for the explorer who says what came of it.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  public @interface Arbiter {}

  /// Sets up what it is told.
  ///
  /// @param told a [Piece]
  /// @throws IllegalArgumentException in one line, if it is none
  public Excerpt(String told) {
    Piece piece = Piece.parse(told);
    Bounds bounds = Bounds.of(piece.settings());
    var seats = new Seats(Piece.VCPUS);
    super(bounds.machine(piece.settings()).trace(TRACED).scheduler(seats));
    var world = new World(machine, bounds, seats);
    first = new Player(world, cpu0, Steps.listed(piece.steps().get(0)));
    second = new Player(world, cpu1, Steps.listed(piece.steps().get(1)));
    seats.seat(first);
    seats.seat(second);
    curtain();
  }

  @Override
  protected void vcpu0() {
    first.playAll();
  }

  @Override
  protected void vcpu1() {
    second.playAll();
  }

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  @Arbiter
  public void judge(Result r) {
    r.text = verdict() + ", " + window();
  }
}
