/// To be written.
@NullMarked
package shootdown.machine;

import org.jspecify.annotations.NullMarked;
