package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.cpu.Errno;
import shootdown.cpu.TestVcpu;
import shootdown.mm.Pte;

/// Whatever a guest asks for, in whatever order: the counts are what the tables say, no table is
/// writable, and every answer is 0 or -EINVAL. One thread; the seed is the first argument.
final class RandomOperationsTest {
  private static final int OPERATIONS = 1_500;

  @ParameterizedTest
  @CsvSource({"1,2", "2,2", "3,3", "4,3", "5,3", "6,3", "7,4", "8,4", "9,3", "10,3"})
  void keepsItsBooks(long seed, int levels) {
    var rig = new Rig(levels);
    var random = new Random(seed);
    int done = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      int rc = step(rig, random);
      assertTrue(rc == Errno.OK || rc == Errno.EINVAL, "rc=" + rc);
      if (rc == Errno.OK) {
        done++;
      }
      try {
        rig.assertConsistent();
      } catch (AssertionError e) {
        throw new AssertionError("seed=" + seed + " operation=" + i, e);
      }
    }
    assertTrue(done > OPERATIONS / 20, "only " + done + " operations succeeded");
    assertEquals(0, breachesOtherThanS4(rig), rig.breach());
  }

  /// The referee keeps the first breach only. Unpinning a loaded root is one, and a guest like this
  /// does it; nothing else may come before it.
  private static int breachesOtherThanS4(Rig rig) {
    return rig.v0.witness().first().map(s -> s.what().code().equals("S4") ? 0 : 1).orElse(0);
  }

  private static int step(Rig rig, Random random) {
    TestVcpu v = rig.vcpus[random.nextInt(2)];
    Domain d = rig.domain;
    int frame = frame(rig, random);
    int level = 1 + random.nextInt(rig.geometry.levels());
    int index = random.nextInt(4);
    int vpn = random.nextInt(rig.geometry.taskSize());
    return switch (random.nextInt(14)) {
      case 0, 1 -> rig.xen.pin(d, v, frame, level);
      case 2 -> rig.xen.unpin(d, v, frame);
      case 3 -> rig.xen.newBaseptr(d, v, random.nextInt(4) == 0 ? rig.swapper : frame);
      case 4, 5 -> rig.xen.updateVaMapping(d, v, Va.linear(frame), Pte.of(frame, false), 0);
      case 6 -> rig.xen.updateVaMapping(d, v, Va.linear(frame), Pte.of(frame, true), 0);
      case 7 -> rig.xen.updateVaMapping(d, v, Va.page(vpn), entry(rig, random), random.nextInt(3));
      case 8, 9, 10 -> rig.xen.mmuUpdate(d, v, frame, index, entry(rig, random));
      case 11 -> rig.xen.emulateWrite(d, v, frame, index, entry(rig, random)) ? 0 : Errno.EINVAL;
      case 12 -> {
        rig.xen.speculate(d, v, vpn);
        if (d.frames().inLinearMap(frame)) {
          rig.xen.speculateLinear(d, v, frame);
        }
        yield Errno.OK;
      }
      default -> {
        rig.xen.flushMask(d, v, random.nextInt(4));
        yield Errno.OK;
      }
    };
  }

  /// Mostly frames that the guest may use as tables; now and then swapper's, or none.
  private static int frame(Rig rig, Random random) {
    return random.nextInt(16) == 0
        ? random.nextInt(-2, rig.domain.frames().frames() + 2)
        : rig.firstFree + random.nextInt(10);
  }

  private static long entry(Rig rig, Random random) {
    return random.nextInt(3) == 0
        ? Pte.NONE
        : Pte.of(frame(rig, random) & 63, random.nextBoolean());
  }
}
