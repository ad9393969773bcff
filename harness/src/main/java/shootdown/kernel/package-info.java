/// The guest kernel's steps, one file per family of kernel functions, and the kernels made of them.
///
/// Every step is a default method named after the function it stands for; a
/// [Kernel][shootdown.kernel.Kernel] is the vector of all of them and has no state. What is in the
/// interfaces is right; a kernel that does one step otherwise is a class that overrides that
/// method. Locks are taken in the order pgd_lock, page_table_lock, kmap_lock, call_lock; none of
/// these is spun on with interrupts off (L2).
///
/// Where we depart from Linux: a vCPU sets its bit in the next mm's mask before it loads the table
/// and clears the one of the previous mm after, in the callback; a flush issues, then reads the
/// mask. Linux tolerates a stale user translation in a CPU that is in the kernel, we do not. There
/// are no segments, stacks or descriptor tables: the entries that would carry them take a place in
/// the batch and do nothing.
///
/// | field               | read  | write | who                                   |
/// |---------------------|-------|-------|---------------------------------------|
/// | Kernel, all fields  | plain | never | anyone: objects made of steps, no state |
///
/// Kernel counterpart: arch/i386/xen/{mmu,enlighten}.c, arch/x86/xen/multicalls.c,
/// include/asm-i386/mmu_context.h, arch/i386/kernel/smp.c, mm/{memory,mmap,highmem}.c,
/// kernel/sched.c.
@NullMarked
package shootdown.kernel;

import org.jspecify.annotations.NullMarked;
