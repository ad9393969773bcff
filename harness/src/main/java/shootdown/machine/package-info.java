/// Putting it together: what a user of the harness names and builds.
@NullMarked
package shootdown.machine;

import org.jspecify.annotations.NullMarked;
