package shootdown.explore;

/// A moment at which an execution can go on in more than one way. Option 0 is always the one that
/// costs nothing: the vCPU runs on, writes are seen, interrupts are taken.
public enum Choice {
  /// The running vCPU is about to touch something shared: option n runs another instead.
  PREEMPT,
  /// The running vCPU cannot go on, or is through: which of the others runs? Option 0 is the next
  /// in the order of their numbers; any other passes somebody over.
  TURN,
  /// Who begins? Or: the running vCPU has come to wait, and could go on once a buffered write
  /// reaches memory; option 1 has it do so at once. Or: all wait, and option n has another's write
  /// come first. Free: nobody is passed over.
  WAKE,
  /// Another vCPU's store buffer holds a write to what is about to be touched, or drained: which
  /// comes first? Option 0 is the order in which they were issued.
  DRAIN,
  /// An interrupt is pending: option 1 lets it arrive later.
  INTERRUPT,
  /// Option n has a processor walk to a page that nobody asked for.
  FILL;

  /// What an option takes from the bound: the others than the first cost one.
  int cost(int option) {
    return this == WAKE || option == 0 ? 0 : 1;
  }
}
