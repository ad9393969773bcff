package shootdown.bench;

/// Two vCPUs at once, each at a table of its own: over when both are through.
final class PairPin implements RoundTrip {
  private final PinnedTable mine;
  private final PinnedTable theirs;
  private final boolean pins;
  private final PaddedWord begun = new PaddedWord();
  private final PaddedWord finished = new PaddedWord();

  /// @param pins whether a window pins both tables, or unpins them
  PairPin(PinnedTable mine, PinnedTable theirs, boolean pins) {
    this.mine = mine;
    this.theirs = theirs;
    this.pins = pins;
  }

  private void play(PinnedTable table) {
    if (pins) {
      table.pin();
    } else {
      table.unpin();
    }
  }

  @Override
  public void call(int trips) {
    for (int i = 0; i < trips; i++) {
      begun.addPlain(1);
      play(mine);
      int turn = 0;
      while (finished.getAcquire() != begun.getPlain()) {
        turn = HypervisorLock.pause(turn);
      }
    }
  }

  @Override
  public void answer(int trips) {
    for (int i = 0; i < trips; i++) {
      play(theirs);
      finished.setRelease(finished.getPlain() + 1);
    }
  }
}
