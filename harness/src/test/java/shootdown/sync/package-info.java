/// Tests of masks, locks, interrupt points and the stall judge.
@NullMarked
package shootdown.sync;

import org.jspecify.annotations.NullMarked;
