package shootdown.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.Kernel;

final class KernelsTest {

  /// A kernel as a user would bring it.
  public static final class Mine extends FixedKernel {
    @Override
    public String name() {
      return "mine";
    }
  }

  /// Cannot be made from its name alone.
  public static final class Fussy extends FixedKernel {
    public Fussy(int sockets) {
      if (sockets != 4) {
        throw new IllegalArgumentException("sockets=" + sockets);
      }
    }
  }

  /// Fails to construct.
  public static final class Broken extends FixedKernel {
    public Broken() {
      throw new IllegalStateException("no firmware");
    }
  }

  /// Fails to load.
  public static final class Rotten extends FixedKernel {
    private static final int PAGES = Integer.parseInt("many");

    @Override
    public String name() {
      return "rotten " + PAGES;
    }
  }

  /// Has steps left out.
  public abstract static class Unfinished extends Kernel {
    public Unfinished() {}
  }

  private static String refusal(String name) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Kernels.byName(name)).getMessage());
  }

  @Test
  void oursByName() {
    for (String name : Kernels.names()) {
      assertEquals(name, Kernels.byName(name).name());
    }
    assertTrue(Kernels.names().containsAll(List.of("fixed", "seed", "up")));
  }

  @Test
  void aUsersByClass() {
    Kernel mine = Kernels.byName(Mine.class.getName());
    assertEquals("mine", mine.name());
    Machine m = Machine.builder().kernel(mine).boot();
    assertEquals("mine", m.kernel().toString());
  }

  @Test
  void saysInOneLineWhatIsWrong() {
    assertEquals(
        "unknown kernel: name=sed is none of "
            + Kernels.names()
            + ", no fault of the museum and no class on the class path",
        refusal("sed"));
    assertEquals(
        "unknown kernel: name= is none of "
            + Kernels.names()
            + ", no fault of the museum and no class on the class path",
        refusal(""));
    assertEquals(
        "unusable kernel: class=java.lang.String does not extend shootdown.kernel.Kernel",
        refusal("java.lang.String"));
    String fussy = Fussy.class.getName();
    assertEquals(
        "unusable kernel: class=" + fussy + " has no public constructor without parameters",
        refusal(fussy));
    String unfinished = Unfinished.class.getName();
    assertEquals("unusable kernel: class=" + unfinished + " is abstract", refusal(unfinished));
    String broken = Broken.class.getName();
    assertEquals(
        "unusable kernel: class="
            + broken
            + " failed to construct: java.lang.IllegalStateException: no firmware",
        refusal(broken));
    String rotten = Rotten.class.getName();
    assertEquals(
        "unusable kernel: class="
            + rotten
            + " failed to load: java.lang.NumberFormatException: For input string: \"many\"",
        refusal(rotten));
  }

  @Test
  void fixedUnlessThePropertySaysOtherwise() {
    assertEquals(System.getProperty(Kernels.PROPERTY, "fixed"), Kernels.chosen().name());
  }
}
