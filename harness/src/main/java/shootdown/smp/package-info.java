/// To be written.
@NullMarked
package shootdown.smp;

import org.jspecify.annotations.NullMarked;
