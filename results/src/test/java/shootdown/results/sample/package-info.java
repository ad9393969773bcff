/// Small jcstress tests and a benchmark to run the front door against, until and beside the real
/// ones.
@NullMarked
package shootdown.results.sample;

import org.jspecify.annotations.NullMarked;
