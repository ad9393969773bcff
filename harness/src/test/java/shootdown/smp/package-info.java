/// Tests of calls to other vCPUs and of vCPUs that come and go.
@NullMarked
package shootdown.smp;

import org.jspecify.annotations.NullMarked;
