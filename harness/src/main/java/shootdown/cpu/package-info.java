/// To be written.
@NullMarked
package shootdown.cpu;

import org.jspecify.annotations.NullMarked;
