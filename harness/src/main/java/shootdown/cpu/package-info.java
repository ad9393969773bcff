/// A virtual processor as the hypervisor sees it: cr3 in its three senses, a TLB, down, blocked.
///
/// A vCPU is state. The thread that plays it is whoever holds it: a jcstress actor, a test, a
/// thread of the torture run; making a vCPU starts nothing. What others may touch says so in its
/// name.
///
/// Where we depart from reality: there is no physical processor below a vCPU, so nothing is ever
/// descheduled with a page table still loaded elsewhere; the TLB holds few entries, filled only
/// when somebody speculates, and a remote flush is one increment instead of an interrupt. Both only
/// make fewer entries live than real hardware might have, at moments that a story chooses.
///
/// | field            | read            | write                    | who                                      |
/// |------------------|-----------------|--------------------------|------------------------------------------|
/// | Cr3.asked        | plain           | plain                    | own thread                               |
/// | Cr3.issued       | acquire         | release                  | own thread writes; drop_mm_ref reads     |
/// | Cr3.loaded       | acquire         | volatile                 | NEW_BASEPTR on the own thread; any reads |
/// | Tlb.generation   | acquire         | getAndAdd                | own thread at a load; any hypercall      |
/// | Tlb.slots        | acquire         | CAS, getAndSet, opaque   | own thread fills and clears; any hypercall drops |
/// | Tlb.tombs        | getAndAdd       | getAndAdd                | any hypercall                            |
/// | Vcpu.flushTime   | acquire         | release                  | whoever flushed                          |
/// | Vcpu.down        | acquire         | volatile                 | VCPUOP_down of oneself, VCPUOP_up by others |
/// | Sleeper.blocked     | acquire, volatile | volatile, getAndSet    | own thread sleeps, a sender wakes        |
/// | Sleeper.thread     | opaque          | opaque                   | own thread, before blocked               |
///
/// Kernel counterpart: xen/include/xen/sched.h (`struct vcpu`), xen/common/schedule.c (`do_block`),
/// `xen_cr3` and `xen_current_cr3` of arch/x86/xen/mmu.c.
@NullMarked
package shootdown.cpu;

import org.jspecify.annotations.NullMarked;
