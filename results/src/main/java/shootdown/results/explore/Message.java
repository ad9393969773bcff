package shootdown.results.explore;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import shootdown.results.child.Messages;
import shootdown.results.run.ExplorationRecord;

/// What the child says.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface Message {
  Messages<Message> LINES = new Messages<>(Message.class);

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
}
