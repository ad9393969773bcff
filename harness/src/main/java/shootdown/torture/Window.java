package shootdown.torture;

import shootdown.oracle.Invariant;
import shootdown.trace.TraceKind;

/// How often a life came where an invariant can break: a zero elsewhere says nothing.
enum Window {
  S1("loads of cr3"),
  S2("machines at rest whose counts were recounted"),
  S3("tables that were made read-only"),
  S4("unpins that had to ask other vCPUs"),
  S5("multicalls"),
  S6("calls that waited in a batch"),
  S7("batches"),
  S8("switches of address spaces"),
  S9("lazy vCPUs that left an mm"),
  S10("flushes of other vCPUs"),
  S11("tables that joined a pinned tree"),
  S12("pins"),
  S13("unpins"),
  S14("calls answered"),
  S15("calls answered"),
  S16("references to mms given back"),
  S17("upcalls"),
  S18("context switches"),
  S19("vCPUs that came online"),
  S20("vCPUs that went down"),
  S21("walks of all page directories"),
  S22("switches of address spaces"),
  L1("calls awaited"),
  L2("locks found taken"),
  L3("interrupts sent"),
  L4("vCPUs that went to sleep"),
  L5("unpins while other mms were busy");

  private final String what;

  Window(String what) {
    this.what = what;
  }

  String what() {
    return what;
  }

  /// An operation that leads there has been played more often than this, and it was not seen: it
  /// never will be. Most come nearly every time; an exit is of an mm's last user, or of one that
  /// others borrow, now and then.
  long patience() {
    return this == S4 || this == S13 ? 20_000 : 200;
  }

  long count(Counters counters) {
    return switch (this) {
      case S1 -> counters.of(TraceKind.CR3_LOADED);
      case S2 -> counters.judged();
      case S3 -> counters.of(TraceKind.REMAP_RO);
      case S4 -> counters.of(TraceKind.DROP_OTHER_MM_REF);
      case S5, S7 -> counters.of(TraceKind.MULTICALL);
      case S6 -> counters.of(Tally.Figure.BATCHED_CALLS);
      case S8, S22 -> counters.of(TraceKind.SWITCH_MM);
      case S9 -> counters.of(TraceKind.LEAVE_MM);
      case S10 -> counters.of(TraceKind.FLUSH);
      case S11 -> counters.of(TraceKind.ALLOC_PT);
      case S12 -> counters.of(TraceKind.PGD_PIN);
      case S13, L5 -> counters.of(TraceKind.PGD_UNPIN);
      case S14, S15 -> counters.of(TraceKind.CALL_STARTED);
      case S16 -> counters.of(TraceKind.MM_DROP);
      case S17 -> counters.of(TraceKind.UPCALL);
      case S18 -> counters.of(TraceKind.CONTEXT_SWITCH);
      case S19 -> counters.of(TraceKind.CPU_ONLINE);
      case S20 -> counters.of(TraceKind.CPU_DOWN);
      case S21 -> counters.of(TraceKind.VMALLOC_SYNC);
      case L1 -> counters.of(TraceKind.CALL_RETURN);
      case L2 -> counters.of(TraceKind.LOCK_WAIT);
      case L3 -> counters.of(TraceKind.SEND_IPI);
      case L4 -> counters.of(TraceKind.BLOCK);
    };
  }

  Invariant invariant() {
    return Invariant.valueOf(name());
  }
}
