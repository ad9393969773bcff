package shootdown.results.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where runs are kept.
final class Results {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Where runs/ and report/ are. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("results");

  Path folder() {
    return folder;
  }
}
