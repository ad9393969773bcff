/// Tests of what a vCPU may have cached, and of its sleep.
@NullMarked
package shootdown.cpu;

import org.jspecify.annotations.NullMarked;
