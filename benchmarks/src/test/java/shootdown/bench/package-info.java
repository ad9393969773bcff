/// That the benchmarks measure what they say: transports and strategies really pin, and a wrong
/// kernel cannot win.
@NullMarked
package shootdown.bench;

import org.jspecify.annotations.NullMarked;
