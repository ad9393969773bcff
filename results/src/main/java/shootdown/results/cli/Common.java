package shootdown.results.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Options that every command that runs something has.
final class Common {
  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      defaultValue = "fixed",
      description = "fixed, seed, up, or a class on the class path. Default: ${DEFAULT-VALUE}.")
  String kernel = KernelName.FIXED;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Where runs/ and report/ are. Default: ${DEFAULT-VALUE}.")
  Path results = Path.of("results");

  String checkedKernel() {
    return KernelName.check(kernel);
  }

  Path report() {
    return results.resolve("report");
  }
}
