/// Interrupting other vCPUs, running functions on them, and their coming and going.
///
/// Steps only; the state is in [shootdown.guest]. A function runs exactly once on each vCPU of one
/// snapshot of mask and online map that was taken under `call_lock`; who is counted is who is sent
/// to, and nobody goes offline in between (S14, S15, L1).
///
/// Where we depart from the sources: a vCPU leaves the online map last, under `call_lock`, because
/// there is no `stop_machine` here; `send_stop` waits until the others have left the map; a port
/// stays bound to its vCPU for ever, so that a late sender never finds it used for something else.
///
/// | field   | read | write | who                                               |
/// |---------|------|-------|---------------------------------------------------|
/// | (none)  |      |       | [shootdown.guest] has the call block and the map  |
///
/// Kernel counterpart: arch/i386/xen/smp.c, and drivers/xen/events.c for the sending.
@NullMarked
package shootdown.smp;

import org.jspecify.annotations.NullMarked;
