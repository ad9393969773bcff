package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.trace.HypercallOp.TLB_FLUSH_LOCAL;
import static shootdown.trace.HypercallOp.TLB_FLUSH_MULTI;
import static shootdown.trace.HypercallOp.UPDATE_VA_MAPPING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.mm.Pte;

/// What a change of a mapping is for: just the entries it names change, as it says, and no frame is
/// lost. The rules speak of races, and would not miss it.
final class MappingsTest {
  /// Who changes the mm: a task that runs in it, or one that does not.
  enum Changer {
    OWNER,
    OTHER
  }

  private final OneThread.Fixed kernel = new OneThread.Fixed();
  private final Machine m =
      Machine.builder().kernel(kernel).geometry(new Geometry(3, 8)).frames(128).boot();
  private final Cpu cpu = m.cpu(0);
  private final Mm mm = m.mm(0, 1, 2, 3, 4, 8);

  private Task running(Changer who) {
    m.run(m.cpu(1), m.task(mm));
    m.run(cpu, m.task(who == Changer.OWNER ? mm : m.mm(7)));
    walk();
    return cpu.current();
  }

  /// Both processors remember every page they can reach: who forgets to flush breaks S10.
  private void walk() {
    for (int vpn = 0; vpn < m.guest().geometry().taskSize(); vpn++) {
      m.guest().hypervisor().speculate(m.guest().domain(), cpu, vpn);
      m.guest().hypervisor().speculate(m.guest().domain(), m.cpu(1), vpn);
    }
  }

  private long pte(Mm of, int vpn) {
    int table = kernel.findTable(cpu, of, vpn);
    return table < 0
        ? Pte.NONE
        : m.guest().memory().loadAcquire(table, m.guest().geometry().index(vpn, 1));
  }

  /// Every page of an mm, as `vpn=frame` and `w` if it may be written.
  private List<String> pages(Mm of) {
    var pages = new ArrayList<String>();
    for (int vpn = 0; vpn < m.guest().geometry().taskSize(); vpn++) {
      long pte = pte(of, vpn);
      if (Pte.present(pte)) {
        pages.add(vpn + "=" + Pte.frame(pte) + (Pte.writable(pte) ? "w" : ""));
      }
    }
    return pages;
  }

  private int free() {
    return m.guest().allocator().freeFrames();
  }

  @ParameterizedTest
  @EnumSource
  void aFaultMapsOneFreshPage(Changer who) {
    Task task = running(who);
    List<String> before = pages(mm);
    int free = free();
    int frame = kernel.mapPage(task, mm, 10);
    assertEquals(Pte.of(frame, true), pte(mm, 10));
    before.add(10 + "=" + frame + "w");
    assertEquals(before, pages(mm));
    assertEquals(free - 1, free());
    AtRest.check(m);
  }

  @ParameterizedTest
  @EnumSource
  void whoIsLateTakesWhatIsThere(Changer who) {
    Task task = running(who);
    List<String> before = pages(mm);
    int free = free();
    assertEquals(Pte.frame(pte(mm, 3)), kernel.mapPage(task, mm, 3));
    assertEquals(before, pages(mm));
    assertEquals(free, free());
    AtRest.check(m);
  }

  @ParameterizedTest
  @EnumSource
  void unmappedAreThosePagesAndNoOther(Changer who) {
    Task task = running(who);
    List<String> before = pages(mm);
    int free = free();
    kernel.unmap(task, mm, 1, 3);
    before.subList(1, 4).clear();
    assertEquals(before, pages(mm));
    assertEquals(free + 3, free());
    AtRest.check(m);
  }

  /// The entries go in one batch, the flush comes after it.
  @Test
  void anUnmapIsOneBatch() {
    Task task = running(Changer.OWNER);
    var _ = kernel.hypervisor().take();
    kernel.unmap(task, mm, 1, 3);
    assertEquals(
        List.of(
            Collections.nCopies(3, UPDATE_VA_MAPPING),
            List.of(TLB_FLUSH_LOCAL),
            List.of(TLB_FLUSH_MULTI)),
        kernel.hypervisor().take());
  }

  /// More than a gather holds, holes among them.
  @ParameterizedTest
  @EnumSource
  void aLongRangeIsUnmappedInParts(Changer who) {
    Task task = running(who);
    int free = free();
    kernel.unmap(task, mm, 0, m.guest().geometry().taskSize());
    assertEquals(List.of(), pages(mm));
    assertEquals(free + 6, free());
    AtRest.check(m);
  }

  @ParameterizedTest
  @EnumSource
  void protectingChangesOneEntryAndNothingElse(Changer who) {
    Task task = running(who);
    List<String> before = pages(mm);
    List<String> after = new ArrayList<>(before);
    after.set(2, before.get(2).replace("w", ""));
    kernel.protect(task, mm, 2, false);
    assertEquals(after, pages(mm));
    AtRest.check(m);
    kernel.protect(task, mm, 9, true);
    kernel.protect(task, mm, 40, true);
    assertEquals(after, pages(mm), "nothing is mapped there");
    kernel.protect(task, mm, 2, true);
    assertEquals(before, pages(mm));
    AtRest.check(m);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptChangesThePagesOfTheTaskItFinds(boolean writable) {
    Task task = running(Changer.OWNER);
    kernel.protect(task, mm, 2, !writable);
    m.run(m.cpu(1), m.task(m.mm(7))); // a page of one's own: nobody else is flushed
    walk();
    List<String> before = pages(mm);
    cpu.irqDisable();
    kernel.changePageAttr(cpu, mm, 2, writable);
    kernel.changePageAttr(cpu, mm, 9, writable);
    kernel.changePageAttr(cpu, mm, 40, writable);
    assertTrue(cpu.irqsOff());
    cpu.irqEnable();
    int frame = Pte.frame(pte(mm, 2));
    before.set(2, 2 + "=" + frame + (writable ? "w" : ""));
    assertEquals(before, pages(mm));
    AtRest.check(m);
  }

  @ParameterizedTest
  @EnumSource
  void aTableIsGivenBackAndIsNotLinkedAnyMore(Changer who) {
    Task task = running(who);
    int free = free();
    int table = kernel.findTable(cpu, mm, 8);
    assertNotEquals(kernel.findTable(cpu, mm, 0), table);
    kernel.unmap(task, mm, 8, 1);
    kernel.releaseTable(task, mm, 8);
    assertEquals(-1, kernel.findTable(cpu, mm, 8));
    assertEquals(5, pages(mm).size());
    assertEquals(free + 2, free());
    assertFalse(m.guest().pageFlags().pinnedOpaque(table));
    kernel.releaseTable(task, mm, 8);
    assertEquals(free + 2, free(), "there was none");
    AtRest.check(m);
  }

  @Test
  void aChildHasCopiesOfAllPagesAndOfNoOther() {
    Task task = running(Changer.OWNER);
    Mm child = kernel.dupMmap(task, mm);
    AtRest.check(m);
    assertEquals(vpns(mm), vpns(child));
    for (int vpn : new int[] {0, 1, 2, 3, 4, 8}) {
      assertNotEquals(Pte.frame(pte(mm, vpn)), Pte.frame(pte(child, vpn)), "vpn " + vpn);
      assertTrue(Pte.writable(pte(child, vpn)));
    }
    assertTrue(m.guest().pageFlags().pinnedOpaque(child.pgd()));
    assertEquals(1, child.usersOpaque());
  }

  private List<String> vpns(Mm of) {
    return pages(of).stream().map(page -> page.substring(0, page.indexOf('='))).toList();
  }

  @Test
  void aPageDirectoryIsOnTheListAsLongAsItLives() {
    Mm brief = m.mm(5);
    assertTrue(brief.onList());
    Task task = m.task(brief);
    m.run(cpu, task);
    m.exit(cpu);
    m.run(cpu, m.task(m.mm(6)));
    assertFalse(brief.onList());
    AtRest.check(m);
  }
}
