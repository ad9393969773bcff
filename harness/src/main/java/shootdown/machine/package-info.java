/// Putting it together: a booted machine, the kernels to choose from, two players on a stage, the
/// snapshot that the oracle judges.
///
/// The only package that knows both what runs and what judges: it copies one into the other, so
/// that neither has to know. Making a machine starts no thread; until the players are announced the
/// constructing thread plays any vCPU it likes.
///
/// Where we depart from reality: a scene begins in a state that its constructor made with the
/// kernel's own steps, on one thread, in no time; real machines get there by an hour of work.
///
/// | field                     | read    | write            | who                                    |
/// |---------------------------|---------|------------------|----------------------------------------|
/// | Scene.phase               | acquire, opaque | opaque, volatile | each player his own; both read |
/// | Scene.scenes              | opaque  | opaque           | whoever makes a scene; a lost count does no harm |
/// | Scene.overlapped          | plain   | plain            | each player his own; read after both   |
/// | Scene.failure             | plain   | plain            | who falls; read after both             |
/// | Rota.next                 | opaque  | opaque           | whoever makes a scene; a lost count does no harm |
/// | Exchange.state            | acquire | CAS              | who is preempted                       |
/// | Exchange.letGo            | acquire | volatile         | the first one says, the second one waits |
/// | VcpuThread.stop           | acquire | volatile         | anyone asks, the played vCPU looks     |
/// | VcpuThread.failure        | plain   | plain            | who plays; read after the join         |
///
/// Kernel counterpart: `start_kernel` and `smp_init` of init/main.c for the boot; none for the
/// rest.
@NullMarked
package shootdown.machine;

import org.jspecify.annotations.NullMarked;
