package shootdown.results.cli;

import java.util.Set;

/// Which kernels there are, until the harness itself says so: three names, or a class on the class
/// path.
final class KernelName {
  static final String FIXED = "fixed";
  static final String SEED = "seed";
  private static final Set<String> NAMES = Set.of(FIXED, SEED, "up");

  private KernelName() {}

  /// Refuses what no fork could be started with.
  ///
  /// @return the name, if a fork could be started with it
  static String check(String name) {
    if (NAMES.contains(name)) {
      return name;
    }
    try {
      if (name.matches("[\\w.$]+")) {
        Class.forName(name, false, KernelName.class.getClassLoader());
        return name;
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // said below
    }
    throw new BadInput(
        "unknown kernel '" + name + "': fixed, seed, up, or a class on the class path");
  }
}
