/// The systematic engine as a child: orders in a file, answers as lines of JSON on its output.
///
/// Explored code may loop, run out of memory or bring the JVM down, and its coroutines need a
/// package that the JDK does not export; so all of it happens in a child
/// ([ExploringChild][shootdown.results.explore.ExploringChild]). The parent
/// ([Explore][shootdown.results.explore.Explore]) appends a record the moment a story ends. If the
/// child dies, the story it was at gets a record that says so, and another child goes on with the
/// next.
///
/// | who | does |
/// |---|---|
/// | ExplorePlan, Task | what to explore, decided before anything runs |
/// | Explore | starts children, writes records and schedule files |
/// | Replay | has one schedule shown or cut down |
/// | ExploringChild, Message | the other side, and what is said between them |
@NullMarked
package shootdown.results.explore;

import org.jspecify.annotations.NullMarked;
