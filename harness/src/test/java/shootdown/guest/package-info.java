/// Tests of the guest's own state.
@NullMarked
package shootdown.guest;

import org.jspecify.annotations.NullMarked;
