/// Processes that outlive neither their budget nor their parent.
@NullMarked
package shootdown.results.child;

import org.jspecify.annotations.NullMarked;
