/// The long run: many vCPUs, each played by a thread of its own, live a guest's life until
/// something breaks.
///
/// A [Torture][shootdown.torture.Torture] is a row of lives. In each a machine is booted, its vCPUs
/// play seeded streams of [operations][shootdown.torture.Operation] that are the kernel's own
/// steps, and at the end every task exits, every borrowed mm is left, every count must be back
/// where it was, and the first vCPU stops the others. The referee judges on the spot; now and then
/// all vCPUs come to a gate, where the oracle judges a machine at rest. Activity is counted beside
/// errors, and a run in which nothing happened has failed. A failure is cut down, where that is
/// possible, to a few steps of two vCPUs that can be explored
/// ([Excerpt][shootdown.torture.Excerpt]).
///
/// Between two gates nobody takes a lock that the kernel does not have: a run queue has its
/// `runqueue_lock`, and a life ends by a word that all read and nobody writes. What happens at
/// hypercalls besides ([Turbulence][shootdown.torture.Turbulence]) is chance of its own.
///
/// Where we depart from reality: a task that is preempted in the middle of an operation stays on
/// its vCPU; there is no timer, so the first vCPU never sleeps; there is no `mmap_sem`, so a page
/// table is given back only where its mm has one user.
///
/// | field                            | read            | write           | who                          |
/// |----------------------------------|-----------------|-----------------|------------------------------|
/// | Gate.phase                       | acquire         | volatile        | the conductor writes, players read |
/// | Gate.arrived                     | acquire         | volatile, getAndAdd | players arrive, the conductor counts and resets |
/// | RunQueue.tasks                   | plain           | plain           | under its runqueue_lock      |
/// | RunQueue.waiting                 | opaque          | opaque          | written under the lock; a hint for the others |
/// | Freezer.leader                   | acquire         | CAS, volatile   | whoever suspends; all others look |
/// | Seats.players                    | plain           | plain           | filled before the vCPUs play; each reads its own |
/// | World.tasks                      | acquire         | getAndAdd       | who makes or ends a task     |
/// | World.hotplug                    | -               | CAS, release    | who brings a vCPU up         |
/// | World.vmalloc                    | opaque          | getAndAdd       | who extends the kernel's area |
/// | World.closing, over, stopped     | acquire         | volatile        | a player, or the conductor   |
/// | Player.operations, played, spent | opaque          | opaque          | own thread; the conductor reads |
/// | Player.through                   | acquire         | release         | own thread; the conductor reads |
/// | Player.down                      | plain           | plain           | own thread; the stall judge, after the vCPU's state |
/// | Player, all other fields; History | plain          | plain           | own thread; the conductor after the join |
/// | Tally.counts                     | opaque          | opaque          | who plays the vCPU, or brings it up; anybody reads |
/// | Tally, all other fields          | plain           | plain           | who plays the vCPU, or brings it up; the conductor after the join |
/// | Torture.stopped                  | acquire         | volatile        | anybody asks, the conductor looks |
///
/// Kernel counterpart: kernel/rcutorture.c and its scenario files for the whole; kernel/sched.c,
/// kernel/fork.c, kernel/power/process.c, drivers/xen/manage.c for what the vCPUs share.
@NullMarked
package shootdown.torture;

import org.jspecify.annotations.NullMarked;
