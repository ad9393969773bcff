package shootdown.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MainTest {
  private static final int JAVA_8 = 52;

  /// Else all that its `java` has to say to somebody with an old one is
  /// UnsupportedClassVersionError.
  @Test
  void anOldJavaCanLoadWhatTellsThatItIsTooOld() throws IOException {
    try (var in =
        new DataInputStream(Objects.requireNonNull(Main.class.getResourceAsStream("Main.class")))) {
      assertEquals(0xcafebabe, in.readInt());
      int _ = in.readUnsignedShort();
      assertEquals(JAVA_8, in.readUnsignedShort());
    }
  }
}
