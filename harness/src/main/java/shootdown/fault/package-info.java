/// The museum: races of this protocol that really happened, each a kernel one step away from one
/// that does not have it.
///
/// A fault overrides one step of a named kernel: of `fixed`, or of one of its lineage where later
/// fixes would mask it. Its [Fault][shootdown.fault.Fault] tells when it was, what was missing, how
/// it goes wrong and who convicts it; [Museum][shootdown.fault.Museum] lists them all. No protocol
/// class knows of any of this. Identifiers and commits are those of the museum's catalogue; where
/// two forms of one race differ in what it takes to see them, each has its own class.
///
/// Kernels have no state. A fault of the weak forms reaches for a field of the protocol with a mode
/// that the protocol does not use there, by a handle of its own:
///
/// | field                                      | read   | write         | instead of    |
/// |--------------------------------------------|--------|---------------|---------------|
/// | D03w_StartedWithoutBarrier.started         |        | getAndAdd     | acquire for volatile |
/// | D05_CallLockTestThenSet.holder             |        | opaque        | the CAS       |
/// | D08w_SendWithoutBarrier.publishedCall      |        | opaque        | volatile and a fence |
/// | D08w_SendWithoutBarrier.pending, selector  |        | getAndBitwise | acquire for volatile |
/// | D08w_SendWithoutBarrier.upcallPending      |        | opaque        | getAndSet     |
/// | E04w_ExchangeWithoutBarrier.selector       |        | getAndSet     | acquire for volatile |
///
/// Kernel counterpart: each fault names its own.
@NullMarked
package shootdown.fault;

import org.jspecify.annotations.NullMarked;
