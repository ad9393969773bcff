/// Event channels: how one vCPU makes another take an interrupt.
///
/// The sender sets pending, looks at the mask, sets the selector, raises the upcall flag and kicks,
/// in that order; the receiver clears in the reverse order. Events are levels: two sends before the
/// handler runs are one run (S17). [EventChannels][shootdown.event.EventChannels] and
/// [IpiMailbox][shootdown.event.IpiMailbox] are state and nothing else; the hypervisor's steps are
/// in [EventChannelOps][shootdown.event.EventChannelOps], the guest's in
/// [Upcalls][shootdown.event.Upcalls].
///
/// Where we depart from reality: each vCPU has a word of ports, so that its IPI ports and its
/// selector share a line nobody else writes to; the ports are bound for ever. The upcall mask is
/// not here but in [Processor][shootdown.sync.Processor]: it is asked at every statement.
///
/// | field                     | read    | write                     | who                                  |
/// |---------------------------|---------|---------------------------|--------------------------------------|
/// | IpiMailbox.pending        | acquire | getAndBitwise             | senders set, the handler clears      |
/// | IpiMailbox.mask           | acquire | getAndBitwise             | the handler; unmask by hypercall     |
/// | IpiMailbox.selector       | acquire | getAndBitwiseOr, getAndSet | senders set, the owner takes all    |
/// | IpiMailbox.upcallPending  | opaque  | getAndSet, opaque, release | senders raise, the owner clears     |
/// | EventChannels.notify      | acquire | release                   | bind_ipi, bind_vcpu                  |
/// | EventChannels.ipiPort     | opaque  | opaque                    | whoever boots the vCPU, before it is online |
///
/// Kernel counterpart: xen/common/event_channel.c, drivers/xen/events.c,
/// include/xen/interface/xen.h.
@NullMarked
package shootdown.event;

import org.jspecify.annotations.NullMarked;
