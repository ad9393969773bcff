package shootdown.explore;

/// What vCPUs run on while they are explored: something that can stop in the middle of a method and
/// go on later.
///
/// Two kinds behind one interface. [ContinuationCarrier] needs a package of the JDK that is not
/// exported and is some sixty times faster; [ThreadCarrier] runs everywhere.
public interface Carrier {
  /// The better of the two that works here.
  static Carrier best() {
    return ContinuationCarrier.isAvailable() ? new ContinuationCarrier() : new ThreadCarrier();
  }

  /// For the run's first line.
  String name();

  /// Something that will run `body` when it is resumed.
  Coroutine coroutine(Runnable body);
}
