package shootdown.oracle;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Counts who needs a frame to be of which type, from what can be seen: pinned bits, cr3s, entries
/// of live tables, and writable mappings.
///
/// An entry of a table above L1 needs its target to be a table of the next lower level; a writable
/// entry of an L1, a writable linear mapping and a writable temporary one need it to be writable.
///
/// Stands for get_page_type and the alloc_l*_table functions of xen/arch/x86/mm.c, read backwards.
final class References {
  private final Map<Integer, Map<FrameType, Integer>> counts = new HashMap<>();

  private References() {}

  static References in(Snapshot snapshot) {
    References references = new References();
    snapshot.eachFrame().forEach(references::addMappings);
    snapshot.eachFrame().filter(FrameState::isLiveTable).forEach(references::addEntries);
    snapshot
        .eachVcpu()
        .map(vcpu -> vcpu.cr3().loaded())
        .forEach(root -> references.add(root, snapshot.rootType()));
    return references;
  }

  /// References that need a frame to be of a type.
  int count(int frame, FrameType type) {
    return to(frame).getOrDefault(type, 0);
  }

  /// Every type somebody needs a frame to be of, with the number of references.
  Map<FrameType, Integer> to(int frame) {
    return counts.getOrDefault(frame, Map.of());
  }

  private void addMappings(FrameState frame) {
    int writable = frame.writableKmaps() + (frame.linear() == LinearMapping.RW ? 1 : 0);
    IntStream.range(0, writable).forEach(i -> add(frame.number(), FrameType.WRITABLE));
    if (frame.pinned()) {
      add(frame.number(), frame.type());
    }
    IntStream.range(0, frame.transientRefs()).forEach(i -> add(frame.number(), frame.type()));
  }

  private void addEntries(FrameState table) {
    for (EntryState entry : table.entries()) {
      if (table.type() != FrameType.L1) {
        add(entry.target(), FrameType.ofLevel(table.type().level() - 1));
      } else if (entry.writable()) {
        add(entry.target(), FrameType.WRITABLE);
      }
    }
  }

  private void add(int frame, FrameType type) {
    counts
        .computeIfAbsent(frame, any -> new EnumMap<>(FrameType.class))
        .merge(type, 1, Integer::sum);
  }
}
