package shootdown.machine;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.Kernel;
import shootdown.kernel.SeedKernel;
import shootdown.kernel.StrictSeedKernel;
import shootdown.kernel.UpKernel;

/// The kernels a user can choose from: ours by name, his own by class.
public final class Kernels {
  /// The system property that names the kernel of a hunt; it reaches the forks of jcstress and JMH.
  public static final String PROPERTY = "shootdown.kernel";

  private static final Map<String, Supplier<Kernel>> OURS =
      new TreeMap<>(
          Map.of(
              "fixed",
              FixedKernel::new,
              "seed",
              SeedKernel::new,
              "seed-strict",
              StrictSeedKernel::new,
              "up",
              UpKernel::new));

  private Kernels() {}

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
  /// @param name one of [#names], or a class on the class path that extends [Kernel] and has a
  ///   public constructor without parameters
  /// @throws IllegalArgumentException with one line that says what is wrong with the name
  public static Kernel byName(String name) {
    Supplier<Kernel> ours = OURS.get(name);
    return ours != null ? ours.get() : byClass(name);
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
              + " and no class on the class path",
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
