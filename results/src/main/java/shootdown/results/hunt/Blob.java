package shootdown.results.hunt;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import shootdown.results.run.Unreadable;

/// Reads jcstress's result blob: gzip around serialised [TestResult]s. The only place that
/// deserialises anything.
///
/// The filter names each class that a result is made of; whatever else the stream names is refused
/// before it is made. Writer and reader must be the same jcstress, since almost none of its classes
/// fixes a `serialVersionUID`; a blob of another version is refused as such.
public final class Blob {
  private static final List<String> RESULT =
      List.of(
          "org.openjdk.jcstress.infra.Status",
          "org.openjdk.jcstress.infra.collectors.TestResult",
          "org.openjdk.jcstress.infra.runners.SpinLoopStyle",
          "org.openjdk.jcstress.infra.runners.TestConfig",
          "org.openjdk.jcstress.os.AffinityMode",
          "org.openjdk.jcstress.os.CPUMap",
          "org.openjdk.jcstress.os.NodeType",
          "org.openjdk.jcstress.os.SchedulingClass",
          "org.openjdk.jcstress.util.Counter",
          "org.openjdk.jcstress.util.Environment",
          "java.lang.Enum",
          "java.lang.Object",
          "java.lang.String",
          "java.util.ArrayList",
          "java.util.HashMap",
          "java.util.Map$Entry");

  /// A result is five deep. Much deeper, a map of maps takes for ever to be hashed.
  static final ObjectInputFilter ONLY_RESULTS =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=8;maxarray=100000;maxrefs=10000000;" + String.join(";", RESULT) + ";!*");

  private static final int LIMIT = 128 << 20;

  private Blob() {}

  public static List<ForkResult> read(Path file) {
    byte[] bytes = unzip(file);
    List<ForkResult> forks = new ArrayList<>();
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
    try (ObjectInputStream in = new ObjectInputStream(rest)) {
      in.setObjectInputFilter(ONLY_RESULTS);
      while (true) {
        Object next = next(in, rest);
        if (next instanceof TestResult result) {
          forks.add(fork(result));
        } else if (next == END) {
          return forks;
        } else {
          throw new Unreadable(file, "holds something that is not a jcstress result");
        }
      }
    } catch (InvalidClassException e) {
      throw new Unreadable(file, "is foreign or of another jcstress version: " + e.getMessage());
    } catch (EOFException e) {
      throw new Unreadable(file, "is truncated");
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      if (e instanceof Unreadable refused) {
        throw refused;
      }
      throw new Unreadable(file, "is not a jcstress result blob, or is damaged");
    }
  }

  private static final Object END = new Object();

  /// jcstress writes no end mark: the end is where an object would begin and no byte is left.
  private static Object next(ObjectInputStream in, ByteArrayInputStream rest)
      throws IOException, ClassNotFoundException {
    try {
      return in.readObject();
    } catch (EOFException e) {
      if (rest.available() == 0) {
        return END;
      }
      throw e;
    }
  }

  private static byte[] unzip(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = new GZIPInputStream(raw)) {
      byte[] bytes = in.readNBytes(LIMIT);
      if (bytes.length == LIMIT) {
        throw new Unreadable(file, "is larger than " + (LIMIT >> 20) + " MiB");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new Unreadable(file, "does not exist");
    } catch (EOFException e) {
      throw new Unreadable(file, "is empty or truncated");
    } catch (ZipException e) {
      throw new Unreadable(file, "is not a jcstress result blob, or is damaged: " + e.getMessage());
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e.getMessage());
    }
  }

  private static ForkResult fork(TestResult result) {
    Map<String, Long> outcomes = new HashMap<>();
    for (String key : result.getStateKeys()) {
      outcomes.put(key, result.getCount(key));
    }
    var config = result.getConfig();
    double seconds = config.time * (double) config.iters / 1000;
    return new ForkResult(result.getName(), config.threads, outcomes, seconds, troubles(result));
  }

  private static List<String> troubles(TestResult result) {
    if (result.status() == Status.NORMAL) {
      return List.of();
    }
    Stream<String> said =
        Stream.of(result.getMessages(), result.getVmErr(), result.getVmOut()).flatMap(List::stream);
    String first = said.map(String::strip).filter(s -> !s.isEmpty()).findFirst().orElse("");
    return List.of(first.isEmpty() ? result.status().name() : result.status() + ": " + first);
  }
}
