package shootdown.machine;

import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import shootdown.fault.Museum;
import shootdown.kernel.BiglockSeedKernel;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.Kernel;
import shootdown.kernel.Linux2624Kernel;
import shootdown.kernel.Linux2627Kernel;
import shootdown.kernel.Linux30Kernel;
import shootdown.kernel.Linux312Kernel;
import shootdown.kernel.Linux510Kernel;
import shootdown.kernel.SeedKernel;
import shootdown.kernel.StrictSeedKernel;
import shootdown.kernel.UpKernel;

/// The kernels a user can choose from: ours by name, the faults by number, his own by class.
///
/// A kernel's name includes its hypervisor. Those without a word about it run on the parallel one;
/// `seed-biglock` runs on that of 2007, `seed-strict` on one that refuses to unpin a table in use.
/// To put another kernel on either, extend it and override [Kernel#hypervisor].
public final class Kernels {
  /// The system property that names the kernel of a hunt; it reaches the forks of jcstress and JMH.
  public static final String PROPERTY = "shootdown.kernel";

  private static final Map<String, Supplier<Kernel>> OURS = new LinkedHashMap<>();

  static {
    OURS.put("fixed", FixedKernel::new);
    OURS.put("v5.10", Linux510Kernel::new);
    OURS.put("v3.12", Linux312Kernel::new);
    OURS.put("v3.0", Linux30Kernel::new);
    OURS.put("v2.6.27", Linux2627Kernel::new);
    OURS.put("v2.6.24", Linux2624Kernel::new);
    OURS.put("seed", SeedKernel::new);
    OURS.put("seed-biglock", BiglockSeedKernel::new);
    OURS.put("seed-strict", StrictSeedKernel::new);
    OURS.put("up", UpKernel::new);
  }

  private Kernels() {}

  /// The kernels that are nobody's fault, the newest first.
  public static List<String> names() {
    return List.copyOf(OURS.keySet());
  }

  /// The kernel named by [#PROPERTY]; `fixed` if none is.
  ///
  /// @throws IllegalArgumentException as [#byName]
  public static Kernel chosen() {
    return byName(System.getProperty(PROPERTY, "fixed"));
  }

  /// A new kernel of that name.
  ///
  /// @param name one of [#names], the number of a fault, or a class on the class path that extends
  ///   [Kernel] and has a public constructor without parameters
  /// @throws IllegalArgumentException with one line that says what is wrong with the name
  public static Kernel byName(String name) {
    Supplier<Kernel> ours = OURS.get(name);
    return ours != null ? ours.get() : Museum.kernel(name).orElseGet(() -> byClass(name));
  }

  private static Kernel byClass(String name) {
    try {
      Class<?> type = Class.forName(name);
      if (!Kernel.class.isAssignableFrom(type)) {
        throw new IllegalArgumentException(
            "unusable kernel: class=" + name + " does not extend " + Kernel.class.getName());
      }
      return (Kernel) type.getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "unknown kernel: name="
              + name
              + " is none of "
              + names()
              + ", no fault of the museum and no class on the class path",
          e);
    } catch (InstantiationException e) {
      throw new IllegalArgumentException("unusable kernel: class=" + name + " is abstract", e);
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "unusable kernel: class=" + name + " failed to load: " + cause, e);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          "unusable kernel: class=" + name + " has no public constructor without parameters", e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "unusable kernel: class=" + name + " failed to construct: " + e.getCause(), e);
    }
  }
}
