package shootdown.results.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The browser of this machine, driven. Without one, or without node, tests are skipped, which is
/// red in CI: `apt-get install chromium nodejs`.
final class Chromium implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  final Browser browser;

  private Chromium(Path executable, Path node) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(ARGUMENTS)
                    .setHeadless(true));
  }

  static Chromium launch() {
    Optional<Path> executable = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<Path> node = onPath("node");
    Assumptions.assumeTrue(
        executable.isPresent(), "no Chromium on the path: apt-get install chromium");
    Assumptions.assumeTrue(node.isPresent(), "no node on the path: apt-get install nodejs");
    return new Chromium(executable.orElseThrow(), node.orElseThrow());
  }

  private static Optional<Path> onPath(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(
            name -> Arrays.stream(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
