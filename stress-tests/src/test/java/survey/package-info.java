/// What the suite would not notice: every step of the machine, broken in every small way, one way
/// at a time, and played through the stories until one of them says so, or put to the tests.
///
/// A [mutant][survey.Mutant] is one change of one instruction or of two statements. All of them are
/// in one set of classes at once, each behind a [switch][survey.Switch], so that nothing is loaded
/// or compiled anew from one mutant to the next. What survives is either no fault (another way to
/// say the same, or slower), or a gap.
///
/// Not below `shootdown`: what is there the explorer loads a second time, instrumented, and the
/// switch must be one.
@NullMarked
package survey;

import org.jspecify.annotations.NullMarked;
