package shootdown.results.torture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;
import shootdown.results.run.Json;
import shootdown.results.run.TortureRecord;
import shootdown.results.run.TortureStatistics;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;

/// What the child says: one line each, told from whatever else it prints by how it begins.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface Message {
  String BEGINNING = "@shootdown ";

  /// First of all: all parameters.
  @JsonTypeName("began")
  record Began(String line) implements Message {}

  /// What it does now, where that takes a while.
  @JsonTypeName("says")
  record Says(String line) implements Message {}

  /// How far it is.
  @JsonTypeName("stands")
  record Stands(String line, TortureStatistics statistics) implements Message {}

  /// Last of all.
  @JsonTypeName("ended")
  record Ended(TortureRecord record) implements Message {}

  /// As a line, in ASCII: nobody knows the encoding of a pipe.
  default String text() {
    return BEGINNING + Writer.LINES.writeValueAsString(this);
  }

  /// Empty for what is no message.
  static Optional<Message> parse(String line) {
    if (!line.startsWith(BEGINNING)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.lines().readValue(line.substring(BEGINNING.length()), Message.class));
    } catch (JacksonException e) {
      return Optional.empty(); // cut off in the middle: the child died while it spoke
    }
  }

  /// Keeps the writer out of the interface.
  final class Writer {
    private static final ObjectWriter LINES =
        Json.lines().writerFor(Message.class).with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private Writer() {}
  }
}
