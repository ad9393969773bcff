/// Tests of the kernel's steps, one thread playing every vCPU in turn.
@NullMarked
package shootdown.kernel;

import org.jspecify.annotations.NullMarked;
