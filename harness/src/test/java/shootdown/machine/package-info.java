/// Tests of how machines are chosen, made and judged.
@NullMarked
package shootdown.machine;

import org.jspecify.annotations.NullMarked;
