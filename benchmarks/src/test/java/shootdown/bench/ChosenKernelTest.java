package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A row says of which kernel it is: so every machine of a benchmark has the kernel that was asked
/// for, or says which other one.
class ChosenKernelTest {
  private static final Pattern OF_ANY_KERNEL =
      Pattern.compile("Machine\\.builder\\(\\)(?!\\s*\\.kernel\\()");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void everyMachineIsToldItsKernel() throws IOException {
    int machines = 0;
    for (Path source : sources()) {
      String text = Files.readString(source);
      assertFalse(OF_ANY_KERNEL.matcher(text).find(), source::toString);
      machines += text.contains("Machine.builder()") ? 1 : 0;
    }
    assertTrue(machines >= 8, "machines are made elsewhere by now");
  }

  @Test
  void aMachineOfAnyKernelIsSeen() {
    assertTrue(OF_ANY_KERNEL.matcher("Machine.builder().vcpus(1)").find());
    assertFalse(OF_ANY_KERNEL.matcher("Machine.builder()\n  .kernel(k)").find());
  }
}
