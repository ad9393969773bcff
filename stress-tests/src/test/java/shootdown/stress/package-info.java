/// What holds for every story: see [Stories] for where they come from.
@NullMarked
package shootdown.stress;

import org.jspecify.annotations.NullMarked;
