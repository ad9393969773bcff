/// The page and its machine-readable twin.
///
/// One self-contained `index.html` that opens from disk and asks nobody for anything. Templates are
/// compiled ahead and escape by context; whatever came from outside reaches the page only through
/// them, and what a reader would not see is written out by [Visible]. Charts are drawn here with
/// presentation attributes, and each has a table as its twin. Style and script are files of their
/// own beside this package's resources; the page is readable without either.
///
/// [Report] is what was judged, [Earlier] what it is held against, [Page] both in words; [Summary]
/// is what machines read, in a file and within the page.
@NullMarked
package shootdown.results.page;

import org.jspecify.annotations.NullMarked;
