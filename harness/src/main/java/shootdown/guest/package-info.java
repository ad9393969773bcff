/// The guest's state: per-cpu variables, `init_mm`, the online map, the published call, the page
/// flags, the allocator, the kmaps, tasks.
///
/// State here, steps there: a kernel is a vector of methods without a field, so that a machine of
/// any kernel is made of the same state, and a kernel that does one step otherwise overrides one
/// method. [Cpu][shootdown.guest.Cpu] is what `__get_cpu_var` reaches and belongs to the thread
/// that plays it; [Guest][shootdown.guest.Guest] is shared, each field under the lock its accessor
/// names.
///
/// Where we depart from reality: a call block is a field of the caller's vCPU and not on a stack,
/// which is the same memory used again and again; a task is handed over by whoever schedules, there
/// is no run queue; some fields exist for the referee alone and say so.
///
/// | field                            | read           | write          | who                                    |
/// |----------------------------------|----------------|----------------|----------------------------------------|
/// | Cpu, all fields; McBuffer; MmuGather | plain      | plain          | own thread; snapshots at quiescence    |
/// | Task, all fields                 | plain          | plain          | the vCPU it runs on; the scheduler hands over |
/// | Guest.publishedCall              | acquire        | volatile       | under call_lock; handlers read         |
/// | Guest.pgdList, nextMm            | plain          | plain          | under pgd_lock                         |
/// | CallData.func, info, wait, targets | plain        | plain          | caller before publication; handlers before started++ |
/// | CallData.started, finished       | acquire, opaque | getAndAdd        | handlers count; the caller waits    |
/// | CallData.live, ran               | opaque         | opaque         | the referee; in ran each vCPU its own word |
/// | PageFlags.flags                  | opaque         | getAndBitwise  | under the mm's page_table_lock         |
/// | PageAllocator.heads              | volatile       | CAS            | any vCPU                               |
/// | PageAllocator.next               | opaque         | opaque         | who owns the free frame; published by the CAS on heads |
/// | KmapCache.frames                 | plain          | plain          | under kmap_lock                        |
/// | KmapCache.counts                 | opaque         | opaque         | under kmap_lock; who waits for a slot only looks |
///
/// Kernel counterpart: arch/x86/xen/multicalls.c (`mc_buffer`), include/asm-i386/tlbflush.h
/// (`cpu_tlbstate`), mm/highmem.c, mm/page_alloc.c, include/linux/sched.h.
@NullMarked
package shootdown.guest;

import org.jspecify.annotations.NullMarked;
