package shootdown.oracle;

import java.util.List;
import java.util.Optional;

/// A frame as the hypervisor and the guest see it.
///
/// Stands for struct page_info of Xen and struct page of Linux.
///
/// @param number the frame number
/// @param type its type, [FrameType#NONE] if the type count is zero
/// @param typeCount references that need the type
/// @param totalCount references of any kind
/// @param pinned the pinned bit of the hypervisor
/// @param validated whether the type has been validated
/// @param transientRefs type references held by hypercalls that have not returned
/// @param pgPinned the guest's PG_pinned flag
/// @param linear how the linear map maps it
/// @param writableKmaps temporary writable mappings, cached ones included
/// @param free whether it is with the allocator
/// @param mm the mm whose table page it is, or [Snapshot#NONE]
/// @param entries its present entries, if it is used as a table
public record FrameState(
    int number,
    FrameType type,
    int typeCount,
    int totalCount,
    boolean pinned,
    boolean validated,
    int transientRefs,
    boolean pgPinned,
    LinearMapping linear,
    int writableKmaps,
    boolean free,
    int mm,
    List<EntryState> entries) {

  /// Copies the entries.
  public FrameState {
    entries = List.copyOf(entries);
  }

  /// Whether it is a table that the hypervisor walks: typed, validated and referenced.
  public boolean isLiveTable() {
    return type.isTable() && validated && typeCount > 0;
  }

  /// The present entry at an index.
  public Optional<EntryState> entry(int index) {
    return entries.stream().filter(entry -> entry.index() == index).findFirst();
  }
}
