/// The front door: hunts, explorations, benchmark runs, verdicts and the page that tells of them.
///
/// Nothing in here plays the protocol. Stories run in jcstress's forks and in the explorer's child,
/// benchmarks in JMH's forks; this module starts those tools, reads what they wrote, judges it and
/// draws one page.
///
/// | package   | what lives there                                                       |
/// |-----------|------------------------------------------------------------------------|
/// | `cli`     | one class a command, exit codes, refusals in one line                  |
/// | `story`   | which stories there are, read from the class path                      |
/// | `child`   | processes: start, listen, end in time                                  |
/// | `hunt`    | jcstress: how much effort fits a budget, what it printed, what it wrote |
/// | `explore` | the explorer as a child: what to explore, schedules to replay              |
/// | `bench`   | JMH: the same, with intervals                                          |
/// | `run`     | the records of a run, one JSON line each                               |
/// | `verdict` | from counts to words                                                   |
/// | `host`    | what machine this is, and whether it can be believed                   |
/// | `page`    | index.html and summary.json                                            |
///
/// Who may know whom, without a cycle: `run` knows `host` and `story`; `verdict` knows `run`;
/// `hunt`, `explore` and `bench` know `run`, `child` and `console`, and `explore` knows what a
/// violation is from `verdict`; `page` knows what it shows; `cli` knows them all.
@NullMarked
package shootdown.results;

import org.jspecify.annotations.NullMarked;
