/// The referee: what the hypervisor lets a guest do with its frames.
///
/// A frame has two counts and a type in one word, [PageInfo][shootdown.hypervisor.PageInfo]; it
/// changes its type only at type count zero, and whoever takes the count from zero to one
/// validates. The answers are Xen's, number by number. State is in
/// [Domain][shootdown.hypervisor.Domain] and [FrameTable][shootdown.hypervisor.FrameTable]; the
/// steps are default methods without state, so that a variant overrides exactly one.
///
/// Where we depart from Xen: no operation is restartable, because no table is large enough to need
/// it; there is no page lock of its own, because an entry is changed by one compare-and-set; a
/// physical processor does not exist, so a remote flush needs no interrupt and cannot be late; the
/// linear map is an array beside the frames. UNPIN answers 0 as Xen does, and what the protocol
/// calls a breach is judged in the CAS that clears the pinned bit.
///
/// | field                   | read     | write       | who                                             |
/// |-------------------------|----------|-------------|-------------------------------------------------|
/// | FrameTable.infos        | volatile | CAS         | any vCPU in a hypercall                          |
/// | FrameTable.linear       | acquire  | CAS         | any vCPU in a hypercall; walkers and stores read |
/// | TlbClock.ticks          | acquire  | getAndAdd   | any vCPU in a hypercall                          |
/// | Biglock.holder          | opaque   | CAS, release | any vCPU in a hypercall, on the hypervisor of 2007 |
/// | Multicall, all fields   | plain    | plain       | own vCPU, interrupts off                         |
/// | Domain, all fields      | plain    | when built  | anyone                                           |
///
/// Kernel counterpart: xen/arch/x86/mm.c, xen/arch/x86/flushtlb.c, xen/common/multicall.c,
/// xen/common/domain.c.
@NullMarked
package shootdown.hypervisor;

import org.jspecify.annotations.NullMarked;
