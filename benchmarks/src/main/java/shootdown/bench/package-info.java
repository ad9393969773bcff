/// What the steps of the protocol cost.
@NullMarked
package shootdown.bench;

import org.jspecify.annotations.NullMarked;
