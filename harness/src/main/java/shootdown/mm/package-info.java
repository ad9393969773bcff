/// To be written.
@NullMarked
package shootdown.mm;

import org.jspecify.annotations.NullMarked;
