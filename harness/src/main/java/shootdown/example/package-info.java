/// Kernels as a user would bring them: two ways to find out whom an exit must call.
///
/// Each is a class of its own that overrides a step of `fixed`; neither is known to anything here.
/// Both hold in every story, and cost differently.
///
/// | field  | read | write | who                                    |
/// |--------|------|-------|----------------------------------------|
/// | (none) |      |       | kernels have no state                  |
///
/// Kernel counterpart: `drop_mm_ref`, arch/i386/xen/mmu.c.
@NullMarked
package shootdown.example;

import org.jspecify.annotations.NullMarked;
