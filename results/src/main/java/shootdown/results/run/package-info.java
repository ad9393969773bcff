/// The records of a run: one JSON object a line, appended the moment it is known.
///
/// A run is a folder `results/runs/<utc>-<command>/`. Its `results.jsonl` opens with [RunStarted],
/// names every planned story before anything is started, and closes with [RunEnded]; a file without
/// that last line belongs to a run that was killed, and is shown as incomplete. Records are never
/// rewritten: two records of one story are added up by the reader.
///
/// | a process that is killed | leaves |
/// |---|---|
/// | between two lines | all of them |
/// | in a line | a last line without its end, which the reader leaves out |
/// | in a [Slice] of several records | what it had said in [SoFar] lines, which count until it ends |
@NullMarked
package shootdown.results.run;

import org.jspecify.annotations.NullMarked;
