/// Frames with real entries in them, and address spaces made of frames.
///
/// [Memory][shootdown.mm.Memory] is an array of words that guests, the hypervisor and page walkers
/// race for; who may write a word is decided by the hypervisor's types and the protocol's locks,
/// not here. An [Mm][shootdown.mm.Mm] is counted twice, as in the kernel: users run in it,
/// references keep the structure.
///
/// Where we depart from reality: an entry has a frame, a present bit and a writable bit, for no
/// rule speaks of more; a table has as few entries as a story needs; a freed frame is poisoned and
/// stamped, so that a walk which reaches it is seen at once instead of some time.
///
/// | field                | read           | write                 | who                                  |
/// |----------------------|----------------|-----------------------|--------------------------------------|
/// | Memory.words         | acquire, opaque | release, CAS, getAndSet | guest under its lock; hypervisor; walkers read |
/// | Memory.stamps        | acquire, plain | release               | the allocator, which owns the frame  |
/// | Mm.users, Mm.count   | opaque         | getAndAdd             | any vCPU that knows a reference       |
/// | Mm.next, Mm.onList   | plain          | plain                 | under pgd_lock                        |
///
/// Kernel counterpart: include/linux/mm_types.h (`struct mm_struct`), include/asm-i386/pgtable.h.
@NullMarked
package shootdown.mm;

import org.jspecify.annotations.NullMarked;
