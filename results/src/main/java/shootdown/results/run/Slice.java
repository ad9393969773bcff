package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// A piece of work that has ended, with all that came of it: one line, so that it is there whole or
/// not at all.
///
/// @param name unique within its run; it opens with the engine
/// @param trouble why it failed, in one line; empty if it did not
/// @param output the last of what a failed one has said
@JsonTypeName("slice")
public record Slice(
    String name, double seconds, String trouble, List<String> output, List<Entry> records)
    implements Entry {
  public Slice {
    output = List.copyOf(output);
    records = List.copyOf(records);
  }

  public boolean failed() {
    return !trouble.isEmpty();
  }
}
