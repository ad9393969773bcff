/// What a user's own kernel looks like: in a package of its own.
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
