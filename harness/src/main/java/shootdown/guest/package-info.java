/// To be written.
@NullMarked
package shootdown.guest;

import org.jspecify.annotations.NullMarked;
