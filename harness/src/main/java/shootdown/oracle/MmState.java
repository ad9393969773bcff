package shootdown.oracle;

/// An address space. A freed one stays in the snapshot for as long as somebody may still name it.
///
/// Stands for struct mm_struct.
///
/// @param id its number
/// @param pgd frame of its page directory
/// @param alive false once the structure has been freed
/// @param users mm_users: tasks that use it
/// @param count mm_count: one for all users together and one per lazy borrower
/// @param mask cpu_vm_mask: bit n is set if vCPU n wants its flushes
/// @param pins how often its page directory was asked to be pinned
/// @param unpins how often its page directory was asked to be unpinned
public record MmState(
    int id, int pgd, boolean alive, int users, int count, long mask, int pins, int unpins) {}
