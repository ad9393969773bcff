/// The judge: what must hold whenever the machine is at rest, and a checker for each rule.
///
/// There are two tiers. The hypervisor refuses on the spot, exactly and without false alarms, and
/// the machine's witness keeps the first breach; that is the other tier. This one looks at a
/// [Snapshot][shootdown.oracle.Snapshot]: plain immutable data that `machine` has copied out of one
/// consistent state. Each [Invariant][shootdown.oracle.Invariant] is a pure function from a
/// snapshot to its violations, in a file named after what it checks; a crafted bad state per
/// invariant proves that it can convict. The judge reads snapshots and traces only and never calls
/// what it judges, so the same mistake cannot be on both sides.
///
/// A snapshot is taken at quiescence, or by somebody who knows what is in flight and says so in it:
/// a vCPU in a switch, a lock that is held, a reference held by a hypercall that has not returned,
/// a flush that is still awaited. Each rule names the exceptions it grants.
///
/// Where we depart from reality: vCPUs are numbered 0 to 63, a table is its present entries and not
/// its bits, and an address is the list of entries that the walk went through. None of the rules
/// speaks about more.
///
/// | field                  | read  | write | who                                             |
/// |------------------------|-------|-------|-------------------------------------------------|
/// | every record           | plain | never | any thread, once safely published               |
/// | fields of the builders | plain | plain | the one thread that builds                      |
///
/// Kernel counterpart: none; what it judges is arch/i386/xen/mmu.c, smp.c, multicalls.c,
/// arch/i386/kernel/smp.c, arch/i386/xen/events.c and xen/arch/x86/mm.c. The nearest relatives are
/// `CONFIG_DEBUG_VM`, lockdep, and the audit that Xen once had (xen/arch/x86/audit.c).
@NullMarked
package shootdown.oracle;

import org.jspecify.annotations.NullMarked;
