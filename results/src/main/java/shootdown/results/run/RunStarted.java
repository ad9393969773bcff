package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import shootdown.results.host.Environment;

/// The first line of a run: what was asked, where and of which commit.
///
/// @param schema the version of all that follows; a reader refuses any it does not know
/// @param command the line to type to do it again
@JsonTypeName("run")
public record RunStarted(
    int schema,
    String name,
    String command,
    String kernel,
    Instant startedAt,
    Environment environment)
    implements Entry {
  public static final int SCHEMA = 1;
}
