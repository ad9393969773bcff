/// Stories: small concurrent situations, each with the outcomes that may and must never be seen.
///
/// A story is a [shootdown.machine.Scene] of two vCPUs and a jcstress test at once. Its constructor
/// sets the scene, its two actors play a few kernel steps each, its arbiter asks the referee what
/// became of it. The observed outcome has two parts: `held` or the first invariant that broke, and
/// whether the two acts overlapped.
///
/// Families, in reading order: `Exit` (taking an address space down), `Pin` and `Unpin`, `Pgd` (the
/// list of page directories), `Table` (page-table pages that come and go), `Zap` and `Batch`
/// (entries of live tables, and what is queued for them), `Flush` and `Walk` (translations), `Ipi`
/// (calls), `Cpu` and `Stop` (vCPUs that come and go). A number is never used twice.
///
/// **Who may touch what.** A story calls the steps of [shootdown.kernel.Kernel], the set-up helpers
/// of [shootdown.machine.Machine] and [shootdown.machine.Scene], and nothing of the hypervisor or
/// of frames' contents: `StoriesTest` reads the class files. No two stories guard the same
/// invariants with the same operations: the table is in the module's README.
///
/// | field | read | write | who |
/// |---|---|---|---|
/// | a task, an mm of a story | plain | plain | constructor; then its actor |
/// | `Control.words` | volatile | compareAndSet | both actors |
/// | `Control.pending`, `answered` | acquire | getAndAdd | one actor sends, the other answers |
/// | `Control.through` | acquire | volatile | its actor writes, the other reads |
///
/// A control has no kernel: as many bytes, atomics and interrupts as the stories that name it, so
/// that a story's own cost can be told from the machine's.
@NullMarked
package shootdown.stress;

import org.jspecify.annotations.NullMarked;
