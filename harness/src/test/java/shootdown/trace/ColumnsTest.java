package shootdown.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnsTest {

  private final TraceClock clock = new TraceClock();
  private final TraceRing vcpu0 = new TraceRing(0, 16, clock);
  private final TraceRing vcpu1 = new TraceRing(1, 16, clock);

  @Test
  void rendersOneColumnPerVcpuAndMarksTheBreach() {
    vcpu1.record(TraceKind.SWITCH_MM, 1, 2);
    vcpu1.record(TraceKind.MASK_CLEAR, 1, 0);
    vcpu1.record(TraceKind.QUEUE, HypercallOp.NEW_BASEPTR.index(), 9);
    vcpu0.record(TraceKind.DROP_MM_REF, 1, 0);
    vcpu0.record(TraceKind.WAIT_ACK, 0b10, 0);
    vcpu0.record(TraceKind.WAIT_ACK, 0b10, 0);
    vcpu0.record(TraceKind.WAIT_ACK, 0b10, 0);
    vcpu0.record(TraceKind.LOCK, LockKind.PAGE_TABLE_LOCK.index(), 1);
    vcpu0.record(TraceKind.UNPIN, 4, 1);
    vcpu0.record(TraceKind.BREACH, Breach.PINNED_BIT_CLEARED_WHILE_REFERENCED.index(), 4);
    vcpu0.record(TraceKind.REMAP_RW, 4, -22);
    vcpu1.record(TraceKind.CR3_LOADED, 9, 0);
    assertEquals(
        """
        vcpu0                                         | vcpu1
                                                      | switch_mm 1->2
                                                      | mask_clear mm=1
                                                      | queue NEW_BASEPTR frame=9
        drop_mm_ref mm=1                              |
        wait_ack {1} x 3                              |
        lock page_table_lock(1)                       |
        UNPIN frame=4 count=1                         |
        BREACH S4 PINNED_BIT_CLEARED_WHILE_REFERENCED |                           <==
        remap frame=4 RW -EINVAL                      |
                                                      | cr3=9
        """,
        Columns.render(Trace.of(List.of(vcpu0, vcpu1))));
  }

  @Test
  void saysHowMuchIsMissing() {
    vcpu0.record(TraceKind.BLOCK, 0, 0);
    vcpu1.record(TraceKind.BLOCK, 0, 0);
    vcpu1.record(TraceKind.UNBLOCK, 0, 0);
    vcpu1.record(TraceKind.UPCALL, 0, 0);
    assertEquals(
        """
        (2 earlier events not shown)
        vcpu0 | vcpu1
        block |
              | evtchn_do_upcall
        """,
        Columns.render(Trace.of(List.of(vcpu0, vcpu1)).last(1)));
  }

  @Test
  void countsOnlyRowsThatFollowEachOther() {
    vcpu0.record(TraceKind.IRQ_ENABLE, 0, 0);
    vcpu1.record(TraceKind.IRQ_ENABLE, 0, 0);
    vcpu0.record(TraceKind.IRQ_ENABLE, 0, 0);
    assertEquals(
        """
        vcpu0      | vcpu1
        irq_enable |
                   | irq_enable
        irq_enable |
        """,
        Columns.render(Trace.of(List.of(vcpu0, vcpu1))));
  }

  @Test
  void whatHasNoOrderStandsAbreast() {
    assertEquals(
        """
        vcpu3 | vcpu1
        a     | longer
        b     |
        """,
        Columns.abreast(List.of("vcpu3", "vcpu1"), List.of(List.of("a", "b"), List.of("longer"))));
  }

  @Test
  void rendersNothingAsAHeader() {
    assertEquals("vcpu0 | vcpu1\n", Columns.render(new Trace(2, List.of(), 0)));
  }
}
