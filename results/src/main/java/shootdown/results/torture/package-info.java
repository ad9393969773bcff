/// The long run, in a child of its own: it may take its JVM down, and is asked to stop where others
/// are ended.
///
/// The parent writes an order, the child says how far it is, line by line, and each line is a
/// record at once.
@NullMarked
package shootdown.results.torture;

import org.jspecify.annotations.NullMarked;
