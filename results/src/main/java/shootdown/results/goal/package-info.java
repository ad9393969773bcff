/// What the benchmarks were to show, judged from what was measured.
///
/// A goal is met or missed only where the whole 95 % interval over ten forks or more lies on one
/// side of its bound, the control (two copies of one thing) came out equal, and the hardware was
/// placed as the goal says. Everything else is said to be open, and why.
@NullMarked
package shootdown.results.goal;

import org.jspecify.annotations.NullMarked;
