package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import shootdown.kernel.PgdPin;

class HarnessLoaderTest {
  private static byte[] bytes() throws IOException {
    try (InputStream in = PgdPin.class.getResourceAsStream("PgdPin.class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static long notes(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    return model.methods().stream()
        .map(MethodModel::code)
        .flatMap(code -> code.stream())
        .flatMap(code -> code.elementStream())
        .filter(e -> e instanceof InvokeInstruction call && call.name().equalsString("trace"))
        .count();
  }

  @Test
  void takesEveryNoteAway() throws IOException {
    assertTrue(notes(bytes()) > 0, "there are some to begin with");
    assertEquals(0, notes(HarnessLoader.without(bytes())));
  }

  @Test
  void whatIsLeftStillPins() {
    assertTrue(HarnessLoader.withoutNotes().load(CheckedPin.class, 0).getAsLong() > 0);
  }

  @Test
  void whatIsLoadedAsItIsHasItsNotes() {
    assertTrue(HarnessLoader.asItIs().load(CheckedPin.class, CheckedPin.EVENTS).getAsLong() > 0);
    assertThrows(
        IllegalStateException.class,
        () -> HarnessLoader.withoutNotes().load(CheckedPin.class, CheckedPin.EVENTS),
        "no event was kept");
  }
}
