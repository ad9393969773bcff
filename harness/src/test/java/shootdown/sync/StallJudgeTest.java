package shootdown.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import shootdown.trace.LockKind;

final class StallJudgeTest {

  /// Over when it is told so, and awaiting everybody it was made with.
  private static final class Flag implements Awaited {
    private final long cpus;
    private volatile boolean over;

    Flag(long cpus) {
      this.cpus = cpus;
    }

    void end() {
      over = true;
    }

    @Override
    public boolean isOver(long key) {
      return over;
    }

    @Override
    public long awaitedCpus(long key) {
      return cpus;
    }

    @Override
    public String describe(long key) {
      return "flag " + key;
    }
  }

  /// Plays each vCPU on a thread of its own and tells how each ended.
  private static List<String> play(TestProcessor[] cpus, List<Runnable> acts)
      throws InterruptedException {
    var ends = new String[cpus.length];
    var threads = new ArrayList<Thread>();
    for (TestProcessor cpu : cpus) {
      cpu.comeOnStage();
    }
    for (int i = 0; i < cpus.length; i++) {
      int id = i;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      acts.get(id).run();
                      ends[id] = "through";
                    } catch (Halt h) {
                      ends[id] = h.getClass().getSimpleName();
                    }
                    cpus[id].leaveStage();
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return List.of(ends);
  }

  @Test
  void findsTwoThatWaitForEachOther() throws InterruptedException {
    var cpus = TestProcessor.machine(2);
    var a = new SpinLock(LockKind.PGD_LOCK, -1);
    var b = new SpinLock(LockKind.PAGE_TABLE_LOCK, 1);
    var bothHold = new CountDownLatch(2);
    var graphs = new ArrayList<String>();
    Runnable first = () -> lockBoth(cpus[0], a, b, bothHold, graphs);
    Runnable second = () -> lockBoth(cpus[1], b, a, bothHold, graphs);
    List<String> ends = play(cpus, List.of(first, second)).stream().sorted().toList();
    assertTrue(
        ends.equals(List.of("Stall", "Stall")) || ends.equals(List.of("Stall", "Stopped")),
        ends::toString);
    assertEquals(
        "vcpu0 waits for page_table_lock(1) -> vcpu1 (waiting); "
            + "vcpu1 waits for pgd_lock -> vcpu0 (waiting)",
        graphs.getFirst());
    assertEquals(
        "L1: nobody can take another step: waiting={0,1} awaited={0,1}",
        cpus[0].witness().describe().replaceFirst(" cpu=.$", ""));
  }

  private static void lockBoth(
      TestProcessor cpu, SpinLock mine, SpinLock other, CountDownLatch both, List<String> graphs) {
    mine.lock(cpu);
    both.countDown();
    try {
      both.await();
      other.lock(cpu);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (Stall stall) {
      synchronized (graphs) {
        graphs.add(stall.getMessage());
      }
      throw stall;
    }
  }

  @Test
  void aVcpuWithNoPlayerIsToldApart() {
    var cpus = TestProcessor.machine(3);
    cpus[0].comeOnStage();
    var flag = new Flag(CpuMask.of(1) | CpuMask.of(2));
    cpus[2].irqDisable();
    Stall stall = assertThrows(Stall.class, () -> cpus[0].await(flag, 9));
    assertEquals(
        "vcpu0 waits for flag 9 -> vcpu1 (offstage) vcpu2 (offstage, interrupts off)",
        stall.getMessage());
    assertEquals(
        "L1: nobody can take another step: waiting={0} awaited={1,2} cpu=0",
        cpus[0].witness().describe());
  }

  @Test
  void aWaiterThatIsServedIsNoStall() {
    var cpus = TestProcessor.machine(1);
    var flag = new Flag(1);
    var served = new int[1];
    // each upcall brings the next one: far more turns than it takes until somebody looks
    cpus[0].onUpcall(
        () -> {
          if (++served[0] == 1000) {
            flag.end();
          } else {
            cpus[0].raise();
          }
        });
    cpus[0].comeOnStage();
    cpus[0].raise();
    cpus[0].await(flag, 0);
    assertEquals(1000, served[0]);
    assertFalse(cpus[0].witness().breached());
  }

  @Test
  void somebodyWhoRunsIsNoStall() throws InterruptedException {
    var cpus = TestProcessor.machine(2);
    var flag = new Flag(CpuMask.of(1));
    var steps = new int[1];
    Runnable runner =
        () -> {
          for (int i = 0; i < 200_000; i++) {
            steps[0]++;
            Thread.onSpinWait();
          }
          flag.end();
        };
    assertEquals(
        List.of("through", "through"), play(cpus, List.of(() -> cpus[0].await(flag, 0), runner)));
    assertEquals(200_000, steps[0]);
  }

  @Test
  void aPendingUpcallIsNoStallUnlessInterruptsAreOff() {
    var cpus = TestProcessor.machine(2);
    var flag = new Flag(CpuMask.of(1));
    cpus[0].comeOnStage();
    cpus[0].irqDisable();
    cpus[0].raise();
    Stall stall = assertThrows(Stall.class, () -> cpus[0].await(flag, 0));
    assertEquals(
        "vcpu0 waits for flag 0 with interrupts off -> vcpu1 (offstage)", stall.getMessage());
  }

  /// The handler's wait replaces the interrupted one while it lasts, and gives it back.
  @Test
  void aHandlerMayWaitInsideAWait() {
    var cpus = TestProcessor.machine(2);
    var outer = new Flag(CpuMask.of(1));
    var inner = new Flag(CpuMask.of(1));
    cpus[0].onUpcall(
        () -> {
          inner.end();
          cpus[0].await(inner, 1);
          assertEquals(null, cpus[0].awaited());
        });
    cpus[0].comeOnStage();
    cpus[0].raise();
    Stall stall = assertThrows(Stall.class, () -> cpus[0].await(outer, 2));
    assertEquals(List.of("upcall"), cpus[0].log);
    assertEquals("vcpu0 waits for flag 2 -> vcpu1 (offstage)", stall.getMessage());
  }

  @Test
  void aHandlerThatWaitsForEverIsTheOneInTheGraph() {
    var cpus = TestProcessor.machine(2);
    var outer = new Flag(CpuMask.of(1));
    var inner = new Flag(CpuMask.of(0));
    cpus[0].onUpcall(() -> cpus[0].await(inner, 1));
    cpus[0].comeOnStage();
    cpus[0].raise();
    Stall stall = assertThrows(Stall.class, () -> cpus[0].await(outer, 2));
    assertEquals(
        "vcpu0 waits for flag 1 with interrupts off -> vcpu0 (waiting, interrupts off)",
        stall.getMessage());
  }

  /// The scheduler is no part of the wait it interrupts, any more than a handler is: while it runs
  /// the vCPU can take a step, and afterwards it waits for what it waited for.
  @Test
  void whoIsScheduledInTheMiddleOfAnIdleWaitIsNotStuck() {
    var cpus = TestProcessor.machine(2);
    var outer = new Flag(CpuMask.of(1));
    var inner = new Flag(CpuMask.of(0));
    cpus[0].onUpcall(cpus[0]::setNeedReschedOpaque);
    cpus[0].onSchedule(
        () -> {
          assertEquals(Activity.RUNNING, cpus[0].activity());
          assertFalse(cpus[0].stuck());
          cpus[0].raise();
          cpus[0].onUpcall(inner::end);
          cpus[0].await(inner, 1);
        });
    cpus[0].comeOnStage();
    cpus[0].raise();
    Stall stall = assertThrows(Stall.class, () -> cpus[0].idle(outer, 2));
    assertEquals(List.of("upcall", "schedule", "upcall"), cpus[0].log);
    assertEquals("nobody waits", stall.getMessage());
    assertEquals(Activity.IDLE, cpus[0].activity());
  }

  @Test
  void everybodyIdleWithNothingToComeIsAStallToo() throws InterruptedException {
    var cpus = TestProcessor.machine(2);
    var never = new Flag(3);
    Runnable zero = () -> cpus[0].idle(never, 0);
    Runnable one = () -> cpus[1].idle(never, 0);
    List<String> ends = play(cpus, List.of(zero, one)).stream().sorted().toList();
    assertTrue(ends.contains("Stall"), ends::toString);
    assertFalse(ends.contains("WatchdogBite"), ends::toString);
  }

  @Test
  void insideTheHypervisorNoInterruptIsTaken() {
    var cpus = TestProcessor.machine(2);
    var flag = new Flag(CpuMask.of(1));
    cpus[0].onUpcall(flag::end);
    cpus[0].comeOnStage();
    cpus[0].raise();
    assertThrows(Stall.class, () -> cpus[0].awaitInHypervisor(flag, 0));
    assertEquals(List.of(), cpus[0].log);
  }

  @Test
  void haltingEndsTheWaitsOfOthers() {
    var cpus = TestProcessor.machine(2);
    cpus[1].comeOnStage();
    cpus[0].comeOnStage();
    cpus[1].halt();
    Halt halt = assertThrows(Halt.class, () -> cpus[0].await(new Flag(2), 0));
    assertEquals("another vCPU halted the machine", halt.getMessage());
  }
}
