package shootdown.explore;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/// Loads the project's own classes instrumented, and those of a user's packages; this package and
/// everything else come from its parent.
///
/// Each exploration has a loader of its own: the chosen kernel is a static of the classes it loads.
final class ExploringLoader extends ClassLoader {
  /// Diagnosis, off the protocol's path: to stop there would explore how events are written down.
  private static final Set<String> LEFT_ALONE =
      Set.of("shootdown/trace/TraceRing", "shootdown/trace/TraceClock");

  private static final ConcurrentMap<String, byte[]> INSTRUMENTED = new ConcurrentHashMap<>();

  private final ClassLoader parent;
  private final boolean watchesPlain;
  private final Set<String> packages;
  private final Instrumentation instrumentation;

  ExploringLoader(ClassLoader parent) {
    this(parent, false, Set.of());
  }

  /// One that may look for races, and explores other packages too.
  ///
  /// @param watchesPlain whether races between plain accesses are looked for
  /// @param packages of a user's stories and kernels: `com.example`
  ExploringLoader(ClassLoader parent, boolean watchesPlain, Set<String> packages) {
    super("explore", parent);
    this.parent = parent;
    this.watchesPlain = watchesPlain;
    this.packages =
        packages.stream().map(p -> p.replace('.', '/') + "/").collect(Collectors.toSet());
    this.instrumentation = new Instrumentation(parent, this::ours, watchesPlain);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isOurs(name.replace('.', '/'))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private boolean isOurs(String internalName) {
    return (internalName.startsWith("shootdown/")
            || packages.stream().anyMatch(internalName::startsWith))
        && !internalName.startsWith("shootdown/explore/");
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String internalName = name.replace('.', '/');
    String key = (watchesPlain ? "watched " : "") + internalName;
    byte[] code = INSTRUMENTED.get(key);
    if (code == null) {
      byte[] original = read(internalName).orElseThrow(() -> new ClassNotFoundException(name));
      code =
          LEFT_ALONE.contains(internalName)
              ? original
              : instrumentation.instrument(ClassFile.of().parse(original));
      INSTRUMENTED.put(key, code);
    }
    return defineClass(name, code, 0, code.length);
  }

  private Optional<ClassModel> ours(String internalName) {
    return isOurs(internalName)
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
