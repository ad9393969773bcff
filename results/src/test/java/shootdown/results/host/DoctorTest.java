package shootdown.results.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorTest {
  @Test
  void aGoodMachineIsBelieved() {
    Doctor.Diagnosis diagnosis = Doctor.examine(vitals(4, 25, 20, 70, 0.1), 3);
    assertTrue(diagnosis.believable());
    assertEquals(
        List.of(
            "A CPU, Linux.",
            "  4 cores are enough for every story (the hungriest needs 3).",
            "  Every core is one thread, as far as the system says.",
            "  The JDK is OpenJDK.",
            "  The timer steps by 20 ns.",
            "  Two threads bounce a word in 70 ns, so they are near each other.",
            "  The load is 0.1.",
            "This machine can be believed."),
        diagnosis.lines());
  }

  @Test
  void everyDoubtIsSaid() {
    Doctor.Diagnosis diagnosis = Doctor.examine(vitals(2, 21, 15_000, 90_000, 6), 3);
    assertFalse(diagnosis.believable());
    assertEquals(
        List.of(
            "! 2 cores are too few: stories with up to 3 actors will not be scheduled.",
            "! The JDK is 21; this is built for 25.",
            "! The timer steps by 15000 ns: too coarse for windows of microseconds.",
            "! Two threads need 90000 ns to bounce a word: they do not run at the same time.",
            "! The load is 6.0 on 2 cores: something else is running, and stories will meet less"
                + " often."),
        diagnosis.lines().stream().filter(line -> line.startsWith("!")).toList());
    assertEquals("Do not believe this machine yet: 5 doubts.", diagnosis.lines().getLast());
  }

  @Test
  void oneCoreNeverMeets() {
    assertTrue(
        Doctor.examine(vitals(1, 25, 20, Double.NaN, 0), 1)
            .lines()
            .contains("! With one core no two threads ever meet."));
  }

  @Test
  void theBuildNamesItsCommit() {
    assertEquals(Optional.of(new Commit("0123456789ab", true)), Commit.parse("0123456789ab-dirty"));
    assertEquals(Optional.of(new Commit("0123456789ab", false)), Commit.parse("0123456789ab"));
    assertEquals(Optional.empty(), Commit.parse("${git.commit}"));
  }

  private static Vitals vitals(int cores, int feature, double timer, double pingPong, double load) {
    Environment environment =
        new Environment(cores, "off", "A CPU", "Linux", "OpenJDK", "unknown", false);
    return new Vitals(environment, feature, timer, pingPong, load);
  }
}
