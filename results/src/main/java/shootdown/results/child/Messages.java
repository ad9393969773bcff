package shootdown.results.child;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import shootdown.results.run.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;

/// What a child says: one line each, told from whatever else it prints by how it begins.
///
/// @param <M> a sealed interface of records, each with its [JsonTypeInfo] name
public final class Messages<M> {
  private static final String BEGINNING = "@shootdown ";

  private final Class<M> type;
  private final ObjectWriter lines;

  public Messages(Class<M> type) {
    this.type = type;
    this.lines = Json.lines().writerFor(type).with(JsonWriteFeature.ESCAPE_NON_ASCII);
  }

  /// As a line, in ASCII: nobody knows the encoding of a pipe.
  public String line(M message) {
    return BEGINNING + lines.writeValueAsString(message);
  }

  /// Empty for what is no message.
  public Optional<M> parse(String line) {
    if (!line.startsWith(BEGINNING)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.lines().readValue(line.substring(BEGINNING.length()), type));
    } catch (JacksonException e) {
      return Optional.empty(); // cut off in the middle: the child died while it spoke
    }
  }
}
