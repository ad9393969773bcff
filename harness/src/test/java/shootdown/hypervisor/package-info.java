/// Tests of the referee: every answer, and the counts behind it.
@NullMarked
package shootdown.hypervisor;

import org.jspecify.annotations.NullMarked;
