/// The report for other tools: JUnit XML for whoever shows tests, Markdown for whoever reads mail.
///
/// Both say what [shootdown.results.page.Report] has judged, and judge nothing themselves. All
/// names and outputs come from outside: what XML cannot hold is left out, what Markdown would take
/// for its own is escaped.
@NullMarked
package shootdown.results.export;

import org.jspecify.annotations.NullMarked;
