package shootdown.results.cli;

import shootdown.machine.Kernels;

/// Which kernels can be hunted: the harness's own by name, faults by number, or a class on the
/// class path.
final class KernelName {
  static final String FIXED = "fixed";

  private KernelName() {}

  /// Refuses what no fork could be started with.
  ///
  /// @return the name, if a fork could be started with it
  static String check(String name) {
    try {
      var _ = Kernels.byName(name);
      return name;
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
  }

  /// The same for one that has to run on so many vCPUs.
  static String check(String name, int vcpus) {
    String checked = check(name);
    int most = Kernels.byName(checked).maxVcpus();
    if (vcpus > most) {
      throw new BadInput("--vcpus: kernel " + name + " runs on at most " + most + ", not " + vcpus);
    }
    return checked;
  }
}
