/// To be written.
@NullMarked
package shootdown.event;

import org.jspecify.annotations.NullMarked;
