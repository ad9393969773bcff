package shootdown.kernel;

/// The kernel that holds: the seed with every later fix, and stricter where Linux tolerates what a
/// stricter rule can forbid.
///
/// All of it is in the interfaces; there is nothing to add.
public class FixedKernel extends Kernel {
  @Override
  public String name() {
    return "fixed";
  }
}
