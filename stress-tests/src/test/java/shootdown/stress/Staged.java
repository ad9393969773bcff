package shootdown.stress;

import shootdown.machine.Scene;

/// A story as Lincheck plays it: made anew for each invocation, one operation for each vCPU, and
/// the scene handed back, so that it is judged where nothing is instrumented.
///
/// Lincheck makes them by a public constructor without parameters. It follows a call into a class
/// that it has seen, so a story is made here, not by a method reference: through one of those it
/// sees nothing.
public abstract class Staged {
  private final Scene scene;

  protected Staged(Scene scene) {
    this.scene = scene;
  }

  public final void first() {
    scene.play0();
  }

  public final void second() {
    scene.play1();
  }

  /// After both.
  public final Scene scene() {
    return scene;
  }

  /// An exit beside a switch that is still queued.
  public static final class QueuedSwitch extends Staged {
    public QueuedSwitch() {
      super(new Exit_02_QueuedSwitch());
    }
  }

  /// A flush beside a switch out.
  public static final class SwitchOut extends Staged {
    public SwitchOut() {
      super(new Flush_02_SwitchOut());
    }
  }
}
