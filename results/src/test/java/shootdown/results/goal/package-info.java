@NullMarked
package shootdown.results.goal;

import org.jspecify.annotations.NullMarked;
