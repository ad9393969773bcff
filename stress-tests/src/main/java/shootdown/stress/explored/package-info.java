/// Stories of three and four vCPUs, for the explorer alone.
///
/// jcstress drops a test with more actors than cores, without a word; so these are no jcstress
/// tests. They are told and judged as the others are: a constructor sets the scene, each actor
/// plays a few kernel steps, the arbiter asks the referee, and the outcome is `held` or the first
/// invariant that broke, with whether all acts overlapped.
///
/// What three tell that two cannot: a vCPU that is called by two others, or owes an answer to one
/// while it waits for another; calls that queue for `call_lock` while who they are for comes or
/// goes; who holds a table changing between the look at the mask and the call, by the hand of a
/// third. A ring of them is the shortest way for everybody to wait for everybody.
///
/// **Who may touch what.** As in [shootdown.stress]. The names of all of them are in the resource
/// `META-INF/shootdown/explored`, one a line; `StoriesTest` holds the two together. A number that
/// is used in one of the two packages is not used in the other.
///
/// | field | read | write | who |
/// |---|---|---|---|
/// | a task, an mm of a story | plain | plain | constructor; then its actor |
@NullMarked
package shootdown.stress.explored;

import org.jspecify.annotations.NullMarked;
