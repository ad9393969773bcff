/// The command-line front door.
@NullMarked
package shootdown.results;

import org.jspecify.annotations.NullMarked;
