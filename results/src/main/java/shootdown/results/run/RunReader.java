package shootdown.results.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads `results.jsonl`, or refuses it in one line.
///
/// A last line without its end is left out: whoever wrote it was killed in the middle, and all
/// before it stands.
public final class RunReader {
  public static final String FILE = "results.jsonl";

  /// No run of ours comes near it.
  private static final long LARGEST = 256 << 20;

  private RunReader() {}

  /// Reads a whole run.
  ///
  /// @param path a run's folder or its file
  public static Run read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
    String text = text(file);
    if (text.isBlank()) {
      throw new Unreadable(file, "is empty, or its first line does not end");
    }
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      entries.add(entry(file, ++number, line));
    }
    if (entries.getFirst() instanceof RunStarted started) {
      return new Run(file, started, settled(entries.subList(1, entries.size())));
    }
    throw new Unreadable(file, "does not open with the line that starts a run");
  }

  /// The records of slices in their place, and what slices had said until then only where they have
  /// not ended.
  private static List<Entry> settled(List<Entry> lines) {
    Set<String> ended = new HashSet<>();
    for (Entry line : lines) {
      if (line instanceof Slice slice) {
        ended.add(slice.name());
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (Entry line : lines) {
      if (line instanceof SoFar soFar) {
        if (!ended.contains(soFar.slice())) {
          entries.add(soFar.record());
        }
      } else {
        entries.add(line);
      }
      if (line instanceof Slice slice) {
        entries.addAll(slice.records());
      }
    }
    return entries;
  }

  private static Entry entry(Path file, int number, String line) {
    try {
      if (number == 1) {
        refuseForeign(file, Json.lines().readTree(line));
      }
      Entry entry = Json.lines().readValue(line, Entry.class);
      Sane.check(entry);
      return entry;
    } catch (IllegalArgumentException e) {
      throw new Unreadable(file, "makes no sense at line " + number + ": " + e.getMessage());
    } catch (JacksonException e) {
      throw new Unreadable(
          file,
          "is damaged or foreign at line " + number + ": " + firstLine(e.getOriginalMessage()));
    }
  }

  private static void refuseForeign(Path file, JsonNode first) {
    int schema = first.path("schema").asInt(0);
    if (!"run".equals(first.path("type").asString("")) || schema == 0) {
      throw new Unreadable(file, "is not a result file of this tool");
    }
    if (schema != RunStarted.SCHEMA) {
      throw new Unreadable(
          file, "has schema " + schema + "; this version reads schema " + RunStarted.SCHEMA);
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new Unreadable(file, "is larger than " + (LARGEST >> 20) + " MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, whole(bytes)))
          .toString();
    } catch (NoSuchFileException e) {
      throw new Unreadable(file, "does not exist");
    } catch (CharacterCodingException e) {
      throw new Unreadable(file, "is not text");
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + CannotWrite.reason(e));
    }
  }

  /// How many of the bytes are whole lines.
  static int whole(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not JSON");
  }
}
