package shootdown.torture;

import shootdown.machine.Machine;
import shootdown.mm.Geometry;

/// How big a machine must be so that no allocation of a life ever fails.
///
/// @param tasks the most tasks that may be alive
/// @param low lowmem frames
/// @param high highmem frames
record Bounds(int tasks, int low, int high) {
  private static final int TLB_SLOTS = 4;

  static Bounds of(Settings settings) {
    Scenario scenario = settings.scenario();
    Geometry geometry = scenario.geometry();
    int vcpus = settings.vcpus();
    int tasks = 2 * vcpus + 2;
    int mms = tasks + 2 * vcpus; // an operation, and one nested in it, each may hold one more
    int user = geometry.taskSize();
    int l1 = geometry.kernelTop() * geometry.span(geometry.levels()) / geometry.span(2);
    int upper = 2;
    for (int level = 3; level <= geometry.levels(); level++) {
      upper += geometry.taskSize() / geometry.span(level);
    }
    int kernel = geometry.levels() + geometry.entries() + 8 * vcpus; // and what is only borrowed
    int high = scenario.highmem() ? mms * l1 + 2 * vcpus : 0;
    int low = kernel + mms * (user + upper) + (scenario.highmem() ? 0 : mms * l1);
    return new Bounds(tasks, low, high);
  }

  Machine.Builder machine(Settings settings) {
    Scenario scenario = settings.scenario();
    var builder =
        Machine.builder()
            .vcpus(settings.vcpus())
            .maxcpus(scenario.late() ? (settings.vcpus() + 1) / 2 : settings.vcpus())
            .geometry(scenario.geometry())
            .frames(low + high)
            .highFrames(high)
            .batch(scenario.batch(), words(scenario))
            .tlbSlots(TLB_SLOTS)
            .trace(settings.traceEvents());
    return scenario.splitLocks() ? builder.splitPteLocks() : builder;
  }

  private static int words(Scenario scenario) {
    return scenario.words() == 0 ? 2 * scenario.batch() : scenario.words();
  }
}
