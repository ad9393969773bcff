package shootdown.results.host;

/// Where a run happened and what ran. Without these nobody can say what a number is worth.
///
/// @param smt what the kernel says about sibling threads: `on`, `off`, `notsupported`, or `unknown`
/// @param commit of the source that ran, or `unknown`
/// @param dirty whether the work tree differed from that commit
public record Environment(
    int cores, String smt, String cpu, String os, String jdk, String commit, boolean dirty) {

  public static Environment here() {
    Commit commit = Commit.here();
    return new Environment(
        Runtime.getRuntime().availableProcessors(),
        Cpu.smt(),
        Cpu.model(),
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        property("java.vm.name") + " " + property("java.vm.version"),
        commit.id(),
        commit.dirty());
  }

  private static String property(String key) {
    return System.getProperty(key, "unknown");
  }
}
