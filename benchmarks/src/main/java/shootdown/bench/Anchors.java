package shootdown.bench;

/// A1, A2, and A2 once more, the control, taken between rounds of something else.
///
/// Its partner sleeps meanwhile. The benchmark's thread; it is on the first core while it takes
/// them, and on any afterwards.
final class Anchors {
  static final int A1 = 0;
  static final int A2 = 1;
  static final int A2_AGAIN = 2;
  static final int COUNT = 3;
  private static final int TRIPS = 100;

  private final Partner partner =
      Partner.started(
          new RoundTrip[] {
            new RoundTrip.OneWord(), new RoundTrip.TwoWords(), new RoundTrip.TwoWords()
          },
          TRIPS);
  private final Turns turns = new Turns(COUNT);

  Anchors() {
    boolean _ = Cores.bindTo(0);
    for (int anchor = 0; anchor < COUNT; anchor++) {
      partner.warmUp(anchor);
    }
    Cores.release();
  }

  /// Takes each once, ns a round trip, into `round` from `at` on.
  void take(double[] round, int at) {
    boolean _ = Cores.bindTo(0);
    double _ = partner.window(A1); // both are awake after this
    for (int anchor : turns.next()) {
      round[at + anchor] = partner.window(anchor);
    }
    Cores.release();
  }

  void stop() {
    partner.stop();
  }
}
