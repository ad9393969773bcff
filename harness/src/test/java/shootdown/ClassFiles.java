package shootdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import shootdown.trace.Trace;

/// The compiled classes of this module, tests apart.
public final class ClassFiles {
  private ClassFiles() {}

  static Path root() {
    try {
      return Path.of(Trace.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static List<ClassModel> all() {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .sorted()
          .map(ClassFiles::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `shootdown.kernel.SwitchMm`.
  static String nameOf(ClassModel model) {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  /// `kernel` for a class of `shootdown.kernel`; empty for anything that is not ours.
  static String packageOf(String internalName) {
    String prefix = "shootdown/";
    if (!internalName.startsWith(prefix)) {
      return "";
    }
    int end = internalName.lastIndexOf('/');
    return end < prefix.length() ? "" : internalName.substring(prefix.length(), end);
  }
}
