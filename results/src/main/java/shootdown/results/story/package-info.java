/// Which stories there are: jcstress's own list joined with the `@Story` each test class carries.
///
/// A test without `@Story` is a control if its simple name starts with `Control`; any other test is
/// none of our business.
@NullMarked
package shootdown.results.story;

import org.jspecify.annotations.NullMarked;
