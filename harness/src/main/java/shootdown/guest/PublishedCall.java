package shootdown.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// `call_data`, the pointer to the call under way, on a cache line to itself: it is written at
/// every call, and what stands around it in [Guest] is read by everybody all the time.
final class PublishedCall extends PublishedCallField {
  private static final VarHandle DATA;

  static {
    try {
      DATA = MethodHandles.lookup().findVarHandle(PublishedCallField.class, "data", CallData.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // keeps the line to itself
  private long p1, p2, p3, p4, p5, p6, p7;

  /// Pairs with [#getAcquire].
  void setVolatile(CallData call) {
    DATA.setVolatile(this, call);
  }

  /// Pairs with [#setVolatile].
  @Nullable CallData getAcquire() {
    return (CallData) DATA.getAcquire(this);
  }
}

abstract class PublishedCallField extends PublishedCallPad {
  @Nullable CallData data;
}

abstract class PublishedCallPad {
  @SuppressWarnings("unused") // keeps the line to itself
  private long q1, q2, q3, q4, q5, q6, q7;
}
