/// The classic litmus shapes, as stories: what the explorer's memory models are held against.
@NullMarked
package shootdown.litmus;

import org.jspecify.annotations.NullMarked;
