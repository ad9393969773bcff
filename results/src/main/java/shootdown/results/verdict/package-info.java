/// From counts to words. Pure functions over the records of a run; the page and summary.json only
/// repeat them.
///
/// [Judge][shootdown.results.verdict.Judge] looks at samples,
/// [Explorations][shootdown.results.verdict.Explorations] at schedules, by the same questions;
/// [Coverage][shootdown.results.verdict.Coverage] holds the one against the other.
@NullMarked
package shootdown.results.verdict;

import org.jspecify.annotations.NullMarked;
