package shootdown.results.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options that every command that runs something has.
final class Common {
  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      defaultValue = "fixed",
      description = {
        "fixed, seed, up, a kernel of the lineage (v2.6.24 … v5.10), the number of a fault (A02),"
            + " or a class",
        "on the class path. Default: ${DEFAULT-VALUE}."
      })
  String kernel = KernelName.FIXED;

  @Mixin private final Results results = new Results();

  String checkedKernel() {
    return KernelName.check(kernel);
  }

  Path results() {
    return results.folder();
  }

  Path report() {
    return results().resolve("report");
  }
}
