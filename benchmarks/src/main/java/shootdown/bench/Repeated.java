package shootdown.bench;

/// A round trip so many times, where a window is one of something else.
record Repeated(RoundTrip trip, int times) implements RoundTrip {
  @Override
  public void call(int trips) {
    trip.call(trips * times);
  }

  @Override
  public void answer(int trips) {
    trip.answer(trips * times);
  }
}
