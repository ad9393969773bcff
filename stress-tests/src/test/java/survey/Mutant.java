package survey;

/// One way to break one step.
///
/// @param number by which the [Switch] knows it; another in another selection of classes
/// @param method the method's class and name: `smp/CpuLife.cpuUp`
/// @param line in the source
/// @param what `skip resetPerCpu`
/// @param again how many of the same words come before it in the method
record Mutant(int number, String method, int line, String what, int again) {
  /// Whether only a machine with store buffers could show it.
  boolean needsStoreBuffers() {
    return what.startsWith("weaken") || what.equals("skip fullFence");
  }

  @Override
  public String toString() {
    return method + ":" + line + " " + what + (again == 0 ? "" : " #" + (again + 1));
  }
}
