package survey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import shootdown.kernel.FixedKernel;

/// The harness's classes, some of them mutated, for an explorer or for tests to load.
final class MutatedClasses extends ClassLoader {
  private final Map<String, byte[]> mutated = new HashMap<>();
  private final List<Mutant> mutants;

  /// @param which classes, by the names of their files: `shootdown/smp/CpuLife.class`
  MutatedClasses(Pattern which) throws IOException {
    super(MutatedClasses.class.getClassLoader());
    var mutator = new Mutator(getParent(), "shootdown/");
    for (String file : files(which)) {
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in != null) {
          mutated.put(file, mutator.mutate(in.readAllBytes()));
        }
      }
    }
    mutants = mutator.mutants();
  }

  List<Mutant> mutants() {
    return mutants;
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] code = mutated.get(name);
    return code == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(code);
  }

  /// In a folder or a jar, in the order of their names.
  private static List<String> files(Pattern which) throws IOException {
    Path there = Path.of(uri());
    if (Files.isDirectory(there)) {
      return files(there, which);
    }
    try (FileSystem jar = FileSystems.newFileSystem(there)) {
      return files(jar.getPath("/"), which);
    }
  }

  private static URI uri() throws IOException {
    try {
      return FixedKernel.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static List<String> files(Path root, Pattern which) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> which.matcher(name).matches())
          .sorted()
          .toList();
    }
  }
}
