package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.hypervisor.PageInfo;
import shootdown.machine.Machine;
import shootdown.mm.Mm;

/// A suspend pins what is not pinned, and a resume unpins that and nothing else. One thread.
final class SavePinnedTest {
  private final OneThread.Fixed kernel = new OneThread.Fixed();

  @ParameterizedTest
  @CsvSource({"0,false", "8,false", "0,true"})
  void whatWasNotPinnedIsPinnedForTheSuspendAlone(int high, boolean split) {
    var builder = Machine.builder().kernel(kernel).vcpus(2).frames(64).highFrames(high);
    Machine m = (split ? builder.splitPteLocks() : builder).boot();
    Mm running = m.mm(0, 5);
    Mm halfMade = m.unpinnedMm(0, 17);
    m.run(m.cpu(1), m.task(running));

    kernel.mmPinAll(m.cpu(0));
    assertTrue(pinned(m, running));
    assertTrue(pinned(m, halfMade));
    AtRest.check(m);

    kernel.mmUnpinAll(m.cpu(0));
    assertTrue(pinned(m, running));
    assertFalse(pinned(m, halfMade));
    AtRest.check(m);

    kernel.mmUnpinAll(m.cpu(0));
    assertTrue(pinned(m, running), "unpinned once only");
    kernel.exec(m.cpu(1).current(), halfMade);
    AtRest.check(m);
    assertEquals(0, running.usersOpaque());
  }

  private static boolean pinned(Machine m, Mm mm) {
    boolean guest = m.guest().pageFlags().pinnedOpaque(mm.pgd());
    long info = m.guest().domain().frames().infoVolatile(mm.pgd());
    assertEquals(guest, PageInfo.pinned(info), "guest and hypervisor agree");
    return guest;
  }
}
