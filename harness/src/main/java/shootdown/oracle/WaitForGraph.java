package shootdown.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who waits for whom, and over what.
///
/// An edge says that its waiter cannot go on before the awaited vCPU has. A vCPU that waits with
/// interrupts on still answers IPIs; whoever waits for its answer is therefore not held up by it,
/// and [#of] leaves that edge out. A cycle is a deadlock.
///
/// @param edges the edges; a vCPU may wait for several others
public record WaitForGraph(List<Edge> edges) {

  /// Copies the edges.
  public WaitForGraph {
    edges = List.copyOf(edges);
  }

  /// One vCPU waits for another.
  ///
  /// @param waiter number of the vCPU that waits
  /// @param over the lock or call, in the kernel's word
  /// @param awaited number of the vCPU it waits for
  public record Edge(int waiter, String over, int awaited) {}

  /// Edges that follow each other.
  ///
  /// @param edges the edges, at least one
  public record Path(List<Edge> edges) {

    /// Copies the edges.
    public Path {
      edges = List.copyOf(edges);
    }

    /// E.g. `vcpu0 -call_function-> vcpu1 -page_table_lock(2)-> vcpu0`.
    public String text() {
      return edges.stream()
          .map(edge -> " -" + edge.over() + "-> vcpu" + edge.awaited())
          .collect(Collectors.joining("", "vcpu" + edges.getFirst().waiter(), ""));
    }

    Path then(Edge edge) {
      return new Path(Stream.concat(edges.stream(), Stream.of(edge)).toList());
    }
  }

  /// The graph of a snapshot.
  public static WaitForGraph of(Snapshot snapshot) {
    return new WaitForGraph(snapshot.eachVcpu().flatMap(vcpu -> edgesOf(vcpu, snapshot)).toList());
  }

  /// A shortest way from a vCPU to an edge of some kind, that edge included.
  public Optional<Path> path(int from, Predicate<Edge> goal) {
    Queue<Path> paths = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    edgesFrom(from).forEach(edge -> paths.add(new Path(List.of(edge))));
    while (!paths.isEmpty()) {
      Path path = paths.remove();
      Edge last = path.edges().getLast();
      if (goal.test(last)) {
        return Optional.of(path);
      }
      if (seen.add(last.awaited())) {
        edgesFrom(last.awaited()).forEach(edge -> paths.add(path.then(edge)));
      }
    }
    return Optional.empty();
  }

  /// A shortest cycle through a vCPU.
  public Optional<Path> cycleThrough(int vcpu) {
    return path(vcpu, edge -> edge.awaited() == vcpu);
  }

  /// The shortest cycles, each from its lowest vCPU and told once.
  public List<Path> cycles() {
    List<Path> cycles = new ArrayList<>();
    edges.stream()
        .map(Edge::waiter)
        .distinct()
        .sorted()
        .flatMap(vcpu -> cycleThrough(vcpu).stream())
        .filter(cycle -> cycle.edges().stream().noneMatch(edge -> isIn(cycles, edge)))
        .forEach(cycles::add);
    return List.copyOf(cycles);
  }

  private static boolean isIn(List<Path> cycles, Edge edge) {
    return cycles.stream().anyMatch(cycle -> cycle.edges().contains(edge));
  }

  private Stream<Edge> edgesFrom(int vcpu) {
    return edges.stream().filter(edge -> edge.waiter() == vcpu);
  }

  private static Stream<Edge> edgesOf(VcpuState vcpu, Snapshot snapshot) {
    return switch (vcpu.waitingFor()) {
      case WaitingFor.Nothing() -> Stream.of();
      case WaitingFor.ForLock lock ->
          snapshot.holder(lock.kind(), lock.id()).stream()
              .map(holder -> new Edge(vcpu.id(), lock.text(), holder));
      case WaitingFor.ForAnswers(String to, long vcpus) ->
          members(vcpus)
              .filter(awaited -> !answers(awaited, snapshot))
              .mapToObj(awaited -> new Edge(vcpu.id(), to, awaited));
      case WaitingFor.ForValidation validation ->
          Stream.of(new Edge(vcpu.id(), validation.text(), validation.validator()));
    };
  }

  private static boolean answers(int vcpu, Snapshot snapshot) {
    VcpuState awaited = snapshot.vcpus().get(vcpu);
    return awaited != null && awaited.takesEvents();
  }

  private static IntStream members(long vcpus) {
    return IntStream.range(0, Long.SIZE).filter(vcpu -> (vcpus >>> vcpu & 1) != 0);
  }
}
