/// What a person sees while waiting: progress on a terminal, silence in a pipe.
@NullMarked
package shootdown.results.console;

import org.jspecify.annotations.NullMarked;
