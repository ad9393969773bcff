/// What vCPUs need to agree on something: masks, locks, interrupt points, and the one loop that
/// waits.
///
/// A [Processor][shootdown.sync.Processor] belongs to the thread that plays it; its fields are
/// plain except the few that the stall judge reads. A [SpinLock][shootdown.sync.SpinLock] knows its
/// holder, and every wait is an [Awaited][shootdown.sync.Awaited] that knows whose progress can end
/// it: so the wait-for graph is always there, and [StallJudge][shootdown.sync.StallJudge] finds a
/// wait that cannot end by looking, not by a time-out.
///
/// Where we depart from reality: an interrupt is taken at interrupt points only, never between two
/// bytecodes, so that a schedule can be replayed; every place where the kernel could be interrupted
/// to an effect is such a point. The upcall mask is here and not in the mailbox: see the deliberate
/// choices in the README. A lock is not FIFO, because a vCPU that is stopped while it spins never
/// comes back to its place.
///
/// | field                        | read            | write              | who                                   |
/// |------------------------------|-----------------|--------------------|---------------------------------------|
/// | Processor.irqsOff            | plain, opaque   | opaque             | own thread; judge and snapshots read  |
/// | Processor.needResched        | opaque          | opaque             | anyone sets, own thread clears        |
/// | Processor.state              | acquire         | release            | own thread; judge reads               |
/// | Processor.awaited, awaitedKey | plain          | plain              | own thread, before state; judge after state |
/// | Processor.preemptCount       | plain           | plain              | own thread                            |
/// | Processor.ring               | plain           | plain              | whoever makes the machine, before it is played |
/// | CpuMask.bits                 | opaque          | getAndBitwise      | any vCPU                              |
/// | SpinLock.holder              | opaque          | CAS, release       | any vCPU                              |
/// | StallJudge.halted            | opaque          | volatile           | any thread                            |
///
/// Kernel counterpart: include/linux/{cpumask,spinlock,preempt}.h, arch/i386/xen/enlighten.c
/// (`xen_irq_disable` and kin), kernel/lockdep.c for the judge.
@NullMarked
package shootdown.sync;

import org.jspecify.annotations.NullMarked;
