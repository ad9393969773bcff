package shootdown.explore;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/// Loads the project's own classes instrumented, and those of a user's packages; this package and
/// everything else come from its parent.
///
/// There are two, one above the other. The classes that a machine is made of know nothing of what
/// is explored, so they are loaded once, and stay compiled from one exploration to the next
/// ([#lasting]). Each exploration has a loader of its own for what sets them up and for its story
/// ([#forOne]): the chosen kernel is a static of those.
final class ExploringLoader extends ClassLoader {
  /// Diagnosis, off the protocol's path: to stop there would explore how events are written down.
  private static final Set<String> LEFT_ALONE =
      Set.of("shootdown/trace/TraceRing", "shootdown/trace/TraceClock");

  /// None of them uses a package that is not among them, and none holds a static that changes.
  private static final Set<String> LASTING =
      Set.of(
          "shootdown/cpu",
          "shootdown/event",
          "shootdown/guest",
          "shootdown/hypervisor",
          "shootdown/kernel",
          "shootdown/mm",
          "shootdown/oracle",
          "shootdown/smp",
          "shootdown/sync",
          "shootdown/trace");

  private record Kind(ClassLoader parent, boolean watchesPlain) {}

  private static final Map<Kind, ExploringLoader> LOADERS = new ConcurrentHashMap<>();

  private final ConcurrentMap<String, byte[]> instrumented;
  private final ClassLoader parent;
  private final Predicate<String> mine;
  private final Instrumentation instrumentation;

  private ExploringLoader(
      ClassLoader parent,
      boolean watchesPlain,
      ConcurrentMap<String, byte[]> instrumented,
      Predicate<String> mine,
      Predicate<String> explored) {
    super("explore", parent);
    this.parent = parent;
    this.instrumented = instrumented;
    this.mine = mine;
    this.instrumentation = new Instrumentation(parent, name -> model(name, explored), watchesPlain);
  }

  /// For one exploration.
  ///
  /// @param watchesPlain whether races between plain accesses are looked for
  /// @param packages of a user's stories and kernels: `com.example`
  static ExploringLoader forOne(ClassLoader parent, boolean watchesPlain, Set<String> packages) {
    ExploringLoader lasting =
        LOADERS.computeIfAbsent(new Kind(parent, watchesPlain), ExploringLoader::lasting);
    Predicate<String> explored =
        name ->
            !packageOf(name).equals("shootdown/explore")
                && (name.startsWith("shootdown/")
                    || packages.stream().anyMatch(p -> name.startsWith(p.replace('.', '/') + "/")));
    return new ExploringLoader(
        lasting,
        watchesPlain,
        lasting.instrumented,
        name -> explored.test(name) && !lasting.mine.test(name),
        explored);
  }

  private static ExploringLoader lasting(Kind kind) {
    return new ExploringLoader(
        kind.parent(),
        kind.watchesPlain(),
        new ConcurrentHashMap<>(),
        ExploringLoader::lasts,
        ExploringLoader::lasts);
  }

  /// Whether a class stays from one exploration to the next.
  static boolean lasts(String internalName) {
    return LASTING.contains(packageOf(internalName));
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/')));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!mine.test(name.replace('.', '/'))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String internalName = name.replace('.', '/');
    byte[] code = instrumented.get(internalName);
    if (code == null) {
      byte[] original = read(internalName).orElseThrow(() -> new ClassNotFoundException(name));
      code =
          LEFT_ALONE.contains(internalName)
              ? original
              : instrumentation.instrument(ClassFile.of().parse(original));
      instrumented.put(internalName, code);
    }
    return defineClass(name, code, 0, code.length);
  }

  private Optional<ClassModel> model(String internalName, Predicate<String> explored) {
    return explored.test(internalName)
        ? read(internalName).map(code -> ClassFile.of().parse(code))
        : Optional.empty();
  }

  private Optional<byte[]> read(String internalName) {
    try (InputStream in = parent.getResourceAsStream(internalName + ".class")) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read class " + internalName, e);
    }
  }
}
