/// What vCPUs need to agree on something: masks, flags, locks and waiting.
@NullMarked
package shootdown.sync;

import org.jspecify.annotations.NullMarked;
