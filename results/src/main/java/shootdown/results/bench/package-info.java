/// JMH as a child, and intervals over its forks.
///
/// The fork is the unit: iterations within a fork share one JIT outcome and one memory layout, so
/// resampling goes over forks first and over the iterations of each fork second.
@NullMarked
package shootdown.results.bench;

import org.jspecify.annotations.NullMarked;
