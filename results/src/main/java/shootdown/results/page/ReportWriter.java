package shootdown.results.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import shootdown.results.run.Json;

/// Writes `index.html` and `summary.json`, each whole or not at all.
public final class ReportWriter {
  private static final String TEMPLATES = "shootdown.results.templates";
  private final Path folder;

  public ReportWriter(Path folder) {
    this.folder = folder;
  }

  /// Fails now, not after minutes of work, if the report could not be written later.
  public void probe() throws IOException {
    Files.createDirectories(folder);
    Files.delete(Files.createTempFile(folder, ".probe", ""));
  }

  /// Writes both.
  ///
  /// @param earlier what it is held against
  public Path write(Report report, Earlier earlier) throws IOException {
    String html = html(report, earlier);
    String json = json(report, earlier);
    replace("summary.json", json);
    return replace("index.html", html);
  }

  String html(Report report, Earlier earlier) {
    return html(report, earlier, TestTable.MOST);
  }

  /// The same, with so many rows in the page.
  String html(Report report, Earlier earlier, int rows) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportWriter.class.getClassLoader(), TEMPLATES);
    StringOutput out = new StringOutput();
    engine.render("index.jte", Page.of(report, folder, earlier, rows), out);
    return Visible.html(out.toString());
  }

  static String json(Report report, Earlier earlier) {
    return Visible.json(Json.pretty().writeValueAsString(Summary.of(report, earlier))) + "\n";
  }

  /// Writes one more beside them, whole or not at all.
  public Path replace(String name, String content) throws IOException {
    Path target = folder.resolve(name);
    // Not createTempFile: what that makes only its owner may read, and a report is handed on.
    Path temporary = folder.resolve("." + name + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(temporary, content);
      return Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
