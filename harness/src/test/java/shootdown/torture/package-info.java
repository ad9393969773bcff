/// Tests of the long run, most of them short.
@NullMarked
package shootdown.torture;

import org.jspecify.annotations.NullMarked;
