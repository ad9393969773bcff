/// The commands, one class each, and how they refuse.
///
/// | command | runs |
/// |---|---|
/// | campaign | hunt, explore, trial, bench, report |
/// | hunt | jcstress ([shootdown.results.hunt]) |
/// | explore | the explorer ([shootdown.results.explore]), or one schedule |
/// | torture | the long run ([shootdown.results.torture]) |
/// | bench | JMH ([shootdown.results.bench]) |
/// | report, doctor | nothing |
///
/// Input that cannot be used is a [BadInput]: one line, exit 2, nothing half-written. Whatever
/// breaks once children run is an [shootdown.results.child.InfrastructureFailure]: one line, exit
/// 75.
@NullMarked
package shootdown.results.cli;

import org.jspecify.annotations.NullMarked;
