/// To be written.
@NullMarked
package shootdown.kernel;

import org.jspecify.annotations.NullMarked;
