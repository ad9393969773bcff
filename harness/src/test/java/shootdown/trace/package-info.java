/// Tests of the rings, the columns and the witness.
@NullMarked
package shootdown.trace;

import org.jspecify.annotations.NullMarked;
