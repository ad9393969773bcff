/// What happened: the events of a machine in one global order, and the first breach of its rules.
///
/// Every vCPU writes into a ring of its own and nobody else's; one clock per machine orders the
/// events of all rings. A [TraceEvent][shootdown.trace.TraceEvent] is a kind and two numbers, so
/// that recording allocates nothing; the words are made when somebody reads, by
/// [TraceKind][shootdown.trace.TraceKind]. Tracing off is a ring that is not there: the recording
/// site tests for it, this package never does.
///
/// The clock is one location that all vCPUs write to. Tracing therefore orders what the traced code
/// leaves unordered: a race that needs a reordering of the processor may hide while it is on. That
/// is why hunting is done without it and a violation is run again with it.
///
/// A [Watcher][shootdown.trace.Watcher] sees events as they pass and keeps none: counting them
/// costs no shared line.
///
/// [Witness][shootdown.trace.Witness] is the other half: it is always on, costs nothing while
/// nothing is wrong, and keeps the first breach only, because later ones are usually echoes.
///
/// | field                     | read    | write        | who                                   |
/// |---------------------------|---------|--------------|---------------------------------------|
/// | TraceClock.next           | -       | getAndAdd    | any vCPU, one add per event           |
/// | TraceRing.kinds, orders…  | plain   | plain        | its vCPU; readers after quiescence    |
/// | TraceRing.recorded        | acquire | release      | its vCPU; readers after quiescence    |
/// | Witness.state             | acquire | CAS, release | any thread                            |
/// | Witness.what, vcpu, a, b  | plain   | plain        | who won the CAS, then whoever acquired |
///
/// Kernel counterpart: kernel/trace/ring_buffer.c (per-CPU buffers, one writer each), the clock of
/// kernel/trace/trace_clock.c (`trace_clock_global`), lib/bug.c, and Xen's xen/common/trace.c.
@NullMarked
package shootdown.trace;

import org.jspecify.annotations.NullMarked;
