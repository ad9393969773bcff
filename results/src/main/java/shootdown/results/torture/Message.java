package shootdown.results.torture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import shootdown.results.child.Messages;
import shootdown.results.run.TortureRecord;
import shootdown.results.run.TortureStatistics;

/// What the child says.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface Message {
  Messages<Message> LINES = new Messages<>(Message.class);

  /// First of all: all parameters.
  @JsonTypeName("began")
  record Began(String line) implements Message {}

  /// What it does now, where that takes a while.
  @JsonTypeName("says")
  record Says(String line) implements Message {}

  /// How far it is.
  @JsonTypeName("stands")
  record Stands(String line, TortureStatistics statistics) implements Message {}

  /// A rule was broken; what was found, in case the rest is not heard.
  @JsonTypeName("broke")
  record Broke(TortureRecord record) implements Message {}

  /// Last of all.
  @JsonTypeName("ended")
  record Ended(TortureRecord record) implements Message {}
}
