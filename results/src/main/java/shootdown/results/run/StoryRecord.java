package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one start of an engine saw of one story.
///
/// @param forks how many JVMs sampled it
/// @param seconds sampling time over those forks, as asked for; start-up is not in it
/// @param outcomes samples by result key
/// @param troubles crashes, timeouts and errors, one line each
/// @param source `blob`, or `console` when the start was cut short and its counts were salvaged
@JsonTypeName("story")
public record StoryRecord(
    String kernel,
    String id,
    String engine,
    int forks,
    double seconds,
    Map<String, Long> outcomes,
    List<String> troubles,
    String source)
    implements Entry {
  public StoryRecord {
    outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    troubles = List.copyOf(troubles);
  }
}
