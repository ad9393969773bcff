package shootdown.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shootdown.oracle.WaitForGraph.Edge;
import shootdown.oracle.WaitForGraph.Path;
import shootdown.trace.LockKind;

final class WaitForGraphTest {

  @Test
  void rendersACycle() {
    WaitForGraph graph =
        new WaitForGraph(
            List.of(new Edge(0, "call_function", 1), new Edge(1, "page_table_lock(2)", 0)));
    assertEquals(
        List.of("vcpu0 -call_function-> vcpu1 -page_table_lock(2)-> vcpu0"),
        graph.cycles().stream().map(Path::text).toList());
  }

  @Test
  void findsTheShortestCycleAndTellsItOnce() {
    WaitForGraph graph =
        new WaitForGraph(
            List.of(
                new Edge(0, "call_function", 1),
                new Edge(0, "call_function", 2),
                new Edge(1, "pgd_lock", 2),
                new Edge(2, "call_lock", 0),
                new Edge(4, "kmap_lock", 5),
                new Edge(5, "call_function", 4),
                new Edge(6, "kmap_lock", 4)));
    assertEquals(
        List.of(
            "vcpu0 -call_function-> vcpu2 -call_lock-> vcpu0",
            "vcpu4 -kmap_lock-> vcpu5 -call_function-> vcpu4"),
        graph.cycles().stream().map(Path::text).toList());
    assertEquals(Optional.empty(), graph.cycleThrough(6));
  }

  @Test
  void findsAVcpuThatWaitsForItself() {
    WaitForGraph graph = new WaitForGraph(List.of(new Edge(3, "call_lock", 3)));
    assertEquals(
        List.of("vcpu3 -call_lock-> vcpu3"), graph.cycles().stream().map(Path::text).toList());
  }

  @Test
  void findsNoCycleInAChain() {
    WaitForGraph graph =
        new WaitForGraph(List.of(new Edge(0, "pgd_lock", 1), new Edge(1, "call_lock", 2)));
    assertEquals(List.of(), graph.cycles());
  }

  @Test
  void readsTheEdgesOfASnapshot() {
    Snapshot snapshot =
        Healthy.state()
            .lock(LockKind.KMAP_LOCK, Snapshot.NONE, 1)
            .vcpu(0, vcpu -> vcpu.waitsForLock(LockKind.KMAP_LOCK, Snapshot.NONE))
            .vcpu(1, vcpu -> vcpu.waitsForAnswers("call_function", 0b1101))
            .vcpu(2, vcpu -> vcpu.irqsOff(true))
            .vcpu(3, vcpu -> vcpu.waitsForValidation(6, 2))
            .build();
    assertEquals(
        List.of(
            new Edge(0, "kmap_lock", 1),
            new Edge(1, "call_function", 2),
            new Edge(3, "validation(6)", 2)),
        WaitForGraph.of(snapshot).edges());
  }

  @Test
  void leavesOutALockThatHasJustBeenReleased() {
    Snapshot snapshot =
        Healthy.state()
            .vcpu(0, vcpu -> vcpu.waitsForLock(LockKind.KMAP_LOCK, Snapshot.NONE))
            .build();
    assertEquals(List.of(), WaitForGraph.of(snapshot).edges());
  }
}
