package shootdown.results.run;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads `results.jsonl`, or refuses it in one line.
public final class RunReader {
  public static final String FILE = "results.jsonl";

  private RunReader() {}

  /// Reads a whole run.
  ///
  /// @param path a run's folder or its file
  public static Run read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
    String text = text(file);
    if (text.isBlank()) {
      throw new Unreadable(file, "is empty");
    }
    if (!text.endsWith("\n")) {
      throw new Unreadable(file, "is truncated: its last line does not end");
    }
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      entries.add(entry(file, ++number, line));
    }
    if (entries.getFirst() instanceof RunStarted started) {
      return new Run(file, started, entries.subList(1, entries.size()));
    }
    throw new Unreadable(file, "does not open with the line that starts a run");
  }

  private static Entry entry(Path file, int number, String line) {
    try {
      if (number == 1) {
        refuseForeign(file, Json.lines().readTree(line));
      }
      return Json.lines().readValue(line, Entry.class);
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
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new Unreadable(file, "does not exist");
    } catch (CharacterCodingException e) {
      throw new Unreadable(file, "is not text");
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e.getMessage());
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not JSON");
  }
}
