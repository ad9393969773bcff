/// Tests of event channels, from the send to the handler.
@NullMarked
package shootdown.event;

import org.jspecify.annotations.NullMarked;
