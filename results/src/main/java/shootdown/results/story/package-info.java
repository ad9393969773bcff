/// Which stories there are: jcstress's own list joined with the `@Story` each test class carries.
///
/// A test without `@Story` is a control if its simple name starts with `Control`; any other test is
/// none of our business.
///
/// Stories that jcstress cannot play, for want of cores or of patience, are explored only. Their
/// class names stand in the resource `META-INF/shootdown/explored`, one a line; it may be missing.
@NullMarked
package shootdown.results.story;

import org.jspecify.annotations.NullMarked;
