@NullMarked
package shootdown.explore;

import org.jspecify.annotations.NullMarked;
