/// What machine this is, which commit ran on it, and whether its numbers can be believed.
@NullMarked
package shootdown.results.host;

import org.jspecify.annotations.NullMarked;
