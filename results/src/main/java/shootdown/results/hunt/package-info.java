/// jcstress as a child: effort that fits a budget, progress from its console, counts from its blob.
///
/// The blob is the authority. jcstress writes it in one piece at its end, so when a start is cut
/// short the counts are salvaged from the console instead, fork by fork, and say so.
@NullMarked
package shootdown.results.hunt;

import org.jspecify.annotations.NullMarked;
