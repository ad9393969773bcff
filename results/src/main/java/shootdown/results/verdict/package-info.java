/// From counts to words. Pure functions over the records of a run; the page and summary.json only
/// repeat them.
@NullMarked
package shootdown.results.verdict;

import org.jspecify.annotations.NullMarked;
