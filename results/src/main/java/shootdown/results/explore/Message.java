package shootdown.results.explore;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;

/// What the child says: one line each, told from whatever else it prints by how it begins.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface Message {
  String BEGINNING = "@shootdown ";

  /// First of all: what the vCPUs run on.
  @JsonTypeName("ready")
  record Ready(String carrier) implements Message {}

  /// It is alive, and at this order.
  @JsonTypeName("standing")
  record Standing(int done, String stage) implements Message {}

  /// An order carried out.
  @JsonTypeName("explored")
  record Explored(ExplorationRecord record) implements Message {}

  /// An order, or a schedule, that cannot be carried out.
  @JsonTypeName("refused")
  record Refused(String reason) implements Message {}

  /// A schedule seen again.
  @JsonTypeName("replayed")
  record Replayed(String outcome, String columns) implements Message {}

  /// A schedule cut down.
  @JsonTypeName("minimised")
  record Minimised(String schedule, int cost) implements Message {}

  /// As a line, in ASCII: nobody knows the encoding of a pipe.
  default String line() {
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
