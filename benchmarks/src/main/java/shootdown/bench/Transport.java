package shootdown.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import shootdown.hypervisor.HypercallGate;
import shootdown.hypervisor.Hypervisor;

/// How a guest gets into the hypervisor: what E is made of.
///
/// Each is real: nothing but [EntryPrice] pretends a cost. One of them per JVM, since two at one
/// call site would spoil each other.
interface Transport extends AutoCloseable {

  /// What each entry costs before anything is done.
  default HypercallGate gate() {
    return HypercallGate.CALL;
  }

  /// What the guest calls instead of `inner`; whatever it does, `inner` does it.
  default Hypervisor front(Hypervisor inner) {
    return inner;
  }

  /// Threads that the transport itself keeps busy.
  default int threads() {
    return 0;
  }

  /// The number of the core that they are on.
  default int core() {
    return 0;
  }

  /// Waits until those threads sleep, so that their core is free.
  default void settle() {}

  /// Ends those threads.
  @Override
  default void close() {}

  /// By its name in a `@Param`.
  ///
  /// @throws Unavailable if this platform has none
  /// @throws IllegalArgumentException if the name is none of [#names]
  static Transport named(String name) {
    Supplier<Transport> maker = All.MAKERS.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(
          "unknown transport: name=" + name + " is none of " + names());
    }
    return maker.get();
  }

  /// The same, or null where this platform has none: the console is told why, and the row stays
  /// empty.
  static @Nullable Transport ifAvailable(String name) {
    try {
      return named(name);
    } catch (Unavailable e) {
      System.out.println(e.getMessage());
      return null;
    }
  }

  /// The same, or null where this platform has none, or too few cores for it and so many vCPUs that
  /// are never off theirs: the console is told why, and the row stays empty.
  static @Nullable Transport ifAvailable(String name, int vcpus) {
    Transport transport = ifAvailable(name);
    if (transport == null || transport.threads() + vcpus <= Cores.ALL) {
      return transport;
    }
    transport.close();
    System.out.printf(
        "transport %s is not available here: takes %d cores, there are %d%n",
        name, transport.threads() + vcpus, Cores.ALL);
    return null;
  }

  static List<String> names() {
    return List.copyOf(All.MAKERS.keySet());
  }

  /// A transport that this machine does not have, in words for the reader of the results.
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unavailable(String transport, String why) {
      super("transport " + transport + " is not available here: " + why);
    }
  }

  /// The transports by name.
  final class All {
    private static final Map<String, Supplier<Transport>> MAKERS =
        new TreeMap<>(
            Map.ofEntries(
                // a plain call into the hypervisor as it is, which takes no lock
                Map.entry("call", () -> new Transport() {}),
                Map.entry("tas", () -> locked(new HypervisorLock.TestAndSet())),
                Map.entry("ticket", () -> locked(new HypervisorLock.Ticket())),
                Map.entry("reentrant", () -> locked(new HypervisorLock.Reentrant())),
                Map.entry("synchronized", All::monitor),
                Map.entry("trap", All::trap),
                Map.entry("thread", HypervisorThread::new),
                Map.entry("entry200", () -> price(200)),
                Map.entry("entry1000", () -> price(1_000)),
                Map.entry("entry2000", () -> price(2_000)),
                Map.entry("entry13000", () -> price(13_000))));

    private All() {}

    private static Transport locked(HypervisorLock lock) {
      return new Transport() {
        @Override
        public Hypervisor front(Hypervisor inner) {
          return new LockedHypervisor(inner, lock);
        }
      };
    }

    private static Transport monitor() {
      return new Transport() {
        @Override
        public Hypervisor front(Hypervisor inner) {
          return new MonitorHypervisor(inner);
        }
      };
    }

    private static Transport trap() {
      HypercallGate trap = KernelTrap.ofThisPlatform();
      return gate(trap);
    }

    private static Transport price(int nanos) {
      return gate(new EntryPrice(nanos));
    }

    private static Transport gate(HypercallGate gate) {
      return new Transport() {
        @Override
        public HypercallGate gate() {
          return gate;
        }
      };
    }
  }
}
