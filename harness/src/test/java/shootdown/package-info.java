/// Tests of the source as a whole: who may know whom, what names promise, what the README claims.
@NullMarked
package shootdown;

import org.jspecify.annotations.NullMarked;
