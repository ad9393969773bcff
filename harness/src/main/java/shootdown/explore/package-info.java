/// The systematic engine: plays a story one controlled schedule after another, and plays any of
/// them again.
///
/// **Complete without litter.** Protocol and stories know nothing of it. A class loader of its own
/// loads the project's classes instrumented ([Instrumentation][shootdown.explore.Instrumentation]):
/// every access through a VarHandle, every volatile field, fence, pause and park goes by
/// [Points][shootdown.explore.Points], and each access to something shared is a moment at which
/// another vCPU can be run instead. What is not instrumented is invisible: plain fields. That they
/// are never shared without an order is a test's business.
///
/// **One at a time.** vCPUs are coroutines ([Carrier][shootdown.explore.Carrier]); an
/// [Execution][shootdown.explore.Execution] lets one of them run, and a
/// [Strategy][shootdown.explore.Strategy] answers whenever there is more than one way to go on. A
/// schedule is the list of answers that were not the first option, so it is short, and can be
/// written down ([Schedule][shootdown.explore.Schedule]).
///
/// **The same each time.** A story is set up once and then given back what it held
/// ([Kept][shootdown.explore.Kept]); objects and arrays carry numbers
/// ([Born][shootdown.explore.Born]), so a place in memory is the same place in every execution.
///
/// **What the models show.** `SC` is every interleaving of accesses; `TSO` adds what a store buffer
/// adds, and that is what x86 shows of compiled code. Neither shows what a compiler may do to plain
/// and opaque accesses, nor what weaker machines may: loads that overtake loads (MP and WRC without
/// acquire), stores that overtake stores (MP without release), loads that overtake later stores
/// (LB), writes that reach one vCPU before another (IRIW). Those belong to stress, on such
/// hardware.
///
/// **What it does not look into.** The stall judge: a vCPU that spins is set aside, and the judge
/// is asked only when everything stands still. Trace rings. The order of accesses that only one
/// vCPU ever makes.
///
/// | field | read | write | who |
/// |---|---|---|---|
/// | everything | plain | plain | one coroutine or the driver at a time, handed over in order |
///
/// Stands for nothing in the kernel. Learnt from: CHESS (Musuvathi, Qadeer: preemption bounds,
/// happens-before caching), delay-bounded scheduling (Emmi, Qadeer, Rakamaric), PCT (Burckhardt et
/// al.), Relacy and loom (memory models inside the explorer), Lincheck (columns).
@NullMarked
package shootdown.explore;

import org.jspecify.annotations.NullMarked;
