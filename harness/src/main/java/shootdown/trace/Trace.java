package shootdown.trace;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// All that the rings of a machine still know, in the order of its clock. Immutable.
///
/// @param vcpus number of vCPUs, so that one that did nothing has its column too
/// @param events the events, earliest first
/// @param overwritten events that the rings have lost to newer ones
public record Trace(int vcpus, List<TraceEvent> events, long overwritten) {

  /// Copies the events.
  public Trace {
    events = List.copyOf(events);
  }

  /// Reads the rings of a machine. After quiescence, any thread.
  ///
  /// @param rings one ring per vCPU, in any order
  public static Trace of(Collection<TraceRing> rings) {
    List<TraceEvent> events =
        rings.stream()
            .flatMap(ring -> ring.events().stream())
            .sorted(Comparator.comparingLong(TraceEvent::order))
            .toList();
    int vcpus = rings.stream().mapToInt(ring -> ring.vcpu() + 1).max().orElse(0);
    return new Trace(vcpus, events, rings.stream().mapToLong(TraceRing::overwritten).sum());
  }

  /// What led to the first alarming event, that event, and a little of what followed; all of it if
  /// nothing alarming happened. Who breaks a rule goes on for a while, and so do the others.
  ///
  /// @param after how many events of the machine to keep after it
  public Trace untilAlarm(int after) {
    int alarm = IntStream.range(0, events.size()).filter(this::isAlarming).findFirst().orElse(-1);
    int end = alarm < 0 ? events.size() : Math.min(events.size(), alarm + 1 + after);
    return new Trace(vcpus, events.subList(0, end), overwritten);
  }

  private boolean isAlarming(int event) {
    return events.get(event).kind().alarming();
  }

  /// The last events of every vCPU, still in the order of the machine.
  ///
  /// @param perVcpu how many events of each vCPU to keep
  public Trace last(int perVcpu) {
    Map<Integer, Integer> seen = new HashMap<>();
    Deque<TraceEvent> kept = new ArrayDeque<>();
    for (TraceEvent event : events.reversed()) {
      if (seen.merge(event.vcpu(), 1, Integer::sum) <= perVcpu) {
        kept.addFirst(event);
      }
    }
    return new Trace(vcpus, List.copyOf(kept), overwritten + events.size() - kept.size());
  }
}
