/// To be written.
@NullMarked
package shootdown.hypervisor;

import org.jspecify.annotations.NullMarked;
