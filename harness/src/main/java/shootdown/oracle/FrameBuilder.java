package shootdown.oracle;

import java.util.SortedMap;
import java.util.TreeMap;

/// Builds a [FrameState]; starts as an ordinary data page that only the linear map maps.
///
/// One thread. Every method changes the builder and returns it; their arguments are the components
/// of the record.
public final class FrameBuilder {
  private final int number;
  private final SortedMap<Integer, EntryState> entries = new TreeMap<>();
  private FrameType type = FrameType.WRITABLE;
  private int typeCount = 1;
  private int totalCount = 1;
  private boolean pinned;
  private boolean validated = true;
  private int transientRefs;
  private boolean pgPinned;
  private LinearMapping linear = LinearMapping.RW;
  private int writableKmaps;
  private boolean free;
  private int mm = Snapshot.NONE;

  FrameBuilder(int number) {
    this.number = number;
  }

  /// The type, validated or not.
  public FrameBuilder type(FrameType type, boolean validated) {
    this.type = type;
    this.validated = validated;
    return this;
  }

  /// The two counts.
  public FrameBuilder counts(int typeCount, int totalCount) {
    this.typeCount = typeCount;
    this.totalCount = totalCount;
    return this;
  }

  /// The hypervisor's pinned bit.
  public FrameBuilder pinned(boolean pinned) {
    this.pinned = pinned;
    return this;
  }

  /// Type references held by hypercalls in flight.
  public FrameBuilder transientRefs(int transientRefs) {
    this.transientRefs = transientRefs;
    return this;
  }

  /// The guest's PG_pinned.
  public FrameBuilder pgPinned(boolean pgPinned) {
    this.pgPinned = pgPinned;
    return this;
  }

  /// The linear mapping.
  public FrameBuilder linear(LinearMapping linear) {
    this.linear = linear;
    return this;
  }

  /// Temporary writable mappings.
  public FrameBuilder writableKmaps(int writableKmaps) {
    this.writableKmaps = writableKmaps;
    return this;
  }

  /// Whether the frame is with the allocator.
  public FrameBuilder free(boolean free) {
    this.free = free;
    return this;
  }

  /// The mm whose table page it is.
  public FrameBuilder mm(int mm) {
    this.mm = mm;
    return this;
  }

  /// A present entry, instead of one that was there.
  public FrameBuilder entry(int index, int target, boolean writable) {
    entries.put(index, new EntryState(index, target, writable));
    return this;
  }

  /// No entry there.
  public FrameBuilder noEntry(int index) {
    entries.remove(index);
    return this;
  }

  FrameState build() {
    return new FrameState(
        number,
        type,
        typeCount,
        totalCount,
        pinned,
        validated,
        transientRefs,
        pgPinned,
        linear,
        writableKmaps,
        free,
        mm,
        entries.values().stream().toList());
  }
}
