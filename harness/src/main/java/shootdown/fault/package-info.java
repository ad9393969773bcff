/// The museum: races of this protocol that really happened, each a kernel one step away from one
/// that does not have it.
///
/// A fault overrides one step of a named kernel: of `fixed`, or of one of its lineage where later
/// fixes would mask it. Its [Fault][shootdown.fault.Fault] tells when it was, what was missing, how
/// it goes wrong and who convicts it; [Museum][shootdown.fault.Museum] lists them all. No protocol
/// class knows of any of this. Identifiers and commits are those of the museum's catalogue; where
/// two forms of one race differ in what it takes to see them, each has its own class.
///
/// | field | read | write | who |
/// |---|---|---|---|
/// | (none) | | | kernels have no state |
///
/// Kernel counterpart: each fault names its own.
@NullMarked
package shootdown.fault;

import org.jspecify.annotations.NullMarked;
