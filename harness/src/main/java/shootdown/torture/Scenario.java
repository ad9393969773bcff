package shootdown.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import shootdown.mm.Geometry;

/// What a run is made of: how often each operation comes, and on what machine.
///
/// A scenario is a small text file, read by [ScenarioText]; ours lie beside this class.
///
/// @param name what a user calls it
/// @param purpose what it is for, in a line
/// @param mix how often each operation comes
/// @param levels of a page table
/// @param highmem whether pte pages come from highmem
/// @param splitLocks whether each pte page has a lock of its own
/// @param late whether every second vCPU has never been up when the life begins
/// @param batch entries of a multicall buffer
/// @param words of its arguments; 0 for two an entry, as in Linux, so that they never end first
/// @param life operations of each vCPU before the machine is booted anew; 0 for never
/// @param yields one hypercall in so many lets others run first; 0 for none
/// @param walks at one hypercall in so many the processor walks to a page; 0 for none
public record Scenario(
    String name,
    String purpose,
    Mix mix,
    int levels,
    boolean highmem,
    boolean splitLocks,
    boolean late,
    int batch,
    int words,
    int life,
    int yields,
    int walks) {

  /// The names of ours, the most useful first.
  public static final List<String> PRESETS =
      List.of(
          "mixed", "exits", "flushes", "tables", "highmem", "split", "sync", "ipis", "hotplug",
          "unplug", "suspend", "boots");

  private static final int ENTRIES = 4;

  /// Reads a user's scenario.
  ///
  /// @throws IllegalArgumentException in one line that opens with the line's number
  public static Scenario parse(String text) {
    return new ScenarioText().read(text);
  }

  /// One of ours.
  ///
  /// @throws IllegalArgumentException in one line, if there is none of that name
  public static Scenario preset(String name) {
    if (!PRESETS.contains(name)) {
      throw new IllegalArgumentException("no scenario '" + name + "': there are " + PRESETS);
    }
    try (InputStream in = Scenario.class.getResourceAsStream(name + ".scenario")) {
      if (in == null) {
        throw new IllegalStateException("missing: " + name + ".scenario");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether more than one of so many vCPUs will be up.
  boolean isPlayedByTwo(int vcpus) {
    int booted = late ? (vcpus + 1) / 2 : vcpus;
    return booted > 1 || (vcpus > 1 && mix.has(Operation.CPU_UP));
  }

  /// Whether vCPUs borrow mms whose last user exits elsewhere.
  boolean lends() {
    return mix.has(Operation.KTHREAD) && mix.has(Operation.CLONE) && mix.has(Operation.FORK);
  }

  Geometry geometry() {
    return new Geometry(levels, ENTRIES);
  }

  /// Its name, and if it is none of ours all that it says: `mine{fork 1, levels 3, …}`.
  String describe() {
    String text = text();
    if (PRESETS.contains(name) && preset(name).text().equals(text)) {
      return name;
    }
    return text.lines().skip(2).collect(Collectors.joining(", ", name + "{", "}"));
  }

  /// As a file that reads back the same.
  public String text() {
    var text = new StringBuilder();
    text.append("scenario ").append(name).append("\npurpose ").append(purpose).append('\n');
    for (Operation o : Operation.values()) {
      if (mix.has(o)) {
        text.append(o.word()).append(' ').append(mix.weight(o)).append('\n');
      }
    }
    text.append("levels ").append(levels);
    text.append("\nhighmem ").append(highmem ? "yes" : "no");
    text.append("\nsplit-locks ").append(splitLocks ? "yes" : "no");
    text.append("\nlate ").append(late ? "yes" : "no");
    text.append("\nbatch ").append(batch);
    text.append("\nwords ").append(words);
    text.append("\nlife ").append(life);
    text.append("\nyields ").append(yields);
    text.append("\nwalks ").append(walks);
    return text.append('\n').toString();
  }
}
