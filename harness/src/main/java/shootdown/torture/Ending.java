package shootdown.torture;

import shootdown.oracle.Verdict;

/// What a run came to.
///
/// @param verdict HOLDS, VIOLATED, NOT_REACHED or INFRASTRUCTURE
/// @param code of the invariant broken, `S4`, or LEAK; empty if none was
/// @param message what is wrong, in a sentence; empty if nothing is
/// @param interrupted whether it was asked to stop before its time
/// @param total all that was done
/// @param slowest the operations that took longest on average; empty if none was played
/// @param report the whole story of a failure, over several lines; empty if there is none
/// @param last the last line: all parameters, and SUCCESS or FAILURE
public record Ending(
    Verdict verdict,
    String code,
    String message,
    boolean interrupted,
    Statistics total,
    String slowest,
    String report,
    String last) {}
