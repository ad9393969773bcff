/// Stories: small concurrent situations, each with the outcomes that may and must never be seen.
@NullMarked
package shootdown.stress;

import org.jspecify.annotations.NullMarked;
