/// The page and its machine-readable twin.
///
/// One self-contained `index.html` that opens from disk and asks nobody for anything. Templates are
/// compiled ahead and escape by context; whatever came from outside reaches the page only through
/// them. Charts are drawn here with presentation attributes, and each has a table as its twin.
@NullMarked
package shootdown.results.page;

import org.jspecify.annotations.NullMarked;
