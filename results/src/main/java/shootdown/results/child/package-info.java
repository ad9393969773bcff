/// Processes that outlive neither their budget nor their parent, and what they say.
@NullMarked
package shootdown.results.child;

import org.jspecify.annotations.NullMarked;
