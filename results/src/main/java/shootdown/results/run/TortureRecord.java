package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a torture run came to.
///
/// @param scenario its text: a user's file may be gone tomorrow
/// @param parameters all of them, `key=value`
/// @param verdict `HOLDS`, `VIOLATED`, `NOT_REACHED` or `INFRASTRUCTURE`
/// @param code of the invariant broken, or `LEAK`, or empty
/// @param message what is wrong, in a sentence, or empty
/// @param interrupted whether it was stopped before its time
/// @param rate operations a second
/// @param activity what was done, by name
/// @param windows how often it came where an invariant can break, by invariant
/// @param played operations that found something to do, by name
/// @param report the whole story of a failure, or empty
/// @param last the last line
@JsonTypeName("torture")
public record TortureRecord(
    String kernel,
    int vcpus,
    long seed,
    String scenario,
    String parameters,
    String verdict,
    String code,
    String message,
    boolean interrupted,
    long operations,
    double seconds,
    double rate,
    Map<String, Long> activity,
    Map<String, Long> windows,
    Map<String, Long> played,
    String report,
    String last)
    implements Entry {
  public TortureRecord {
    activity = Collections.unmodifiableMap(new TreeMap<>(activity));
    windows = Collections.unmodifiableMap(new TreeMap<>(windows));
    played = Collections.unmodifiableMap(new TreeMap<>(played));
  }
}
