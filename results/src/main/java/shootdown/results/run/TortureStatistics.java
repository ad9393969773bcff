package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How far a torture run had come: one every few seconds, so that a run that was killed has left
/// something.
///
/// @param rate operations a second, since the one before
/// @param errors rules broken so far
/// @param activity what was done, by name
@JsonTypeName("torture-statistics")
public record TortureStatistics(
    double seconds,
    double secondsLeft,
    long operations,
    double rate,
    int errors,
    Map<String, Long> activity)
    implements Entry {
  public TortureStatistics {
    activity = Collections.unmodifiableMap(new TreeMap<>(activity));
  }
}
