/// Tests of the judge: a state in which all rules hold, and states in which exactly some do not.
@NullMarked
package shootdown.oracle;

import org.jspecify.annotations.NullMarked;
