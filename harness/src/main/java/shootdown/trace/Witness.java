package shootdown.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the first breach of a machine.
///
/// Whoever notices a breach reports it here, from any thread, and goes on as the original would;
/// the first report wins, the others are dropped, because after the first breach the state is no
/// longer one the rules speak about. Reporting allocates nothing; while all is well nobody calls.
///
/// The winner claims with a CAS, fills the plain fields, and publishes them with a release; who
/// reads them has acquired that release first. Between claim and publication a reader is told that
/// there is no breach yet, which is true a moment earlier.
///
/// Stands for lib/bug.c and the `BUG_ON`s of arch/i386/xen/mmu.c and multicalls.c, except that it
/// does not stop the machine.
public final class Witness {
  private static final int NOTHING = 0;
  private static final int CLAIMED = 1;
  private static final int PUBLISHED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Witness.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private int state;
  private @Nullable Breach what;
  private int vcpu;
  private long a;
  private long b;

  /// Reports a breach; kept if it is the first one. Any thread, on the spot.
  ///
  /// @param what the rule broken
  /// @param vcpu the vCPU that broke it, -1 if none
  /// @param a first number, see the constant
  /// @param b second number, see the constant
  public void breach(Breach what, int vcpu, long a, long b) {
    if (claimVolatile()) {
      this.what = what;
      this.vcpu = vcpu;
      this.a = a;
      this.b = b;
      publishRelease();
    }
  }

  /// Whether a breach has been reported. Any thread; an acquire that pairs with the release in
  /// [#breach], so after `true` the first breach can be read.
  public boolean breached() {
    return stateAcquire() == PUBLISHED;
  }

  /// The first breach, if there was one. Any thread.
  public Optional<Sighting> first() {
    return breached()
        ? Optional.ofNullable(what).map(breach -> new Sighting(breach, vcpu, a, b))
        : Optional.empty();
  }

  /// The first breach in words, with its code, or `no breach`. Any thread.
  public String describe() {
    return first().map(Sighting::describe).orElse("no breach");
  }

  private boolean claimVolatile() {
    return stateAcquire() == NOTHING && STATE.compareAndSet(this, NOTHING, CLAIMED);
  }

  /// Pairs with [#stateAcquire].
  private void publishRelease() {
    STATE.setRelease(this, PUBLISHED);
  }

  /// Pairs with [#publishRelease].
  private int stateAcquire() {
    return (int) STATE.getAcquire(this);
  }
}
