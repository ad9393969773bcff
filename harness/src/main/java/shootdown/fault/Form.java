package shootdown.fault;

/// What it takes to see a race.
public enum Form {
  /// Another order of steps.
  SC("an order of steps"),
  /// An interrupt between two steps of the same vCPU.
  IRQ("an interrupt between two steps"),
  /// A page walk of the processor's own accord, between two steps of its vCPU.
  WALK("a walk that nobody asked for, between two steps"),
  /// A store that another vCPU sees late: x86 does that.
  TSO("a store that is seen late"),
  /// Accesses that overtake each other as they do not on x86: weaker machines, or a compiler.
  WEAK("accesses in an order that x86 does not show"),
  /// Nothing happens any more.
  DEADLOCK("a wait that cannot end");

  private final String words;

  Form(String words) {
    this.words = words;
  }

  /// Whether an exploration must give each vCPU a store buffer.
  public boolean needsStoreBuffers() {
    return this == TSO;
  }

  /// How often in an execution a processor must be let walk somewhere by itself.
  public int walks() {
    return this == WALK ? 1 : 0;
  }

  /// What has to happen, for a sentence.
  public String words() {
    return words;
  }
}
