package shootdown.trace;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Turns two numbers into words: `"frame={a} result={b:errno}"`.
///
/// A hole is `{a}` or `{b}`, and may name how its number reads:
///
/// | hole              | reads                                             |
/// |-------------------|---------------------------------------------------|
/// | `{a}`             | decimal                                           |
/// | `{a:id}`          | decimal, or `none` below zero                     |
/// | `{a:of}`          | decimal in parentheses, or nothing below zero     |
/// | `{a:mask}`        | the vCPUs of a bit mask, `{0,2}`                  |
/// | `{a:errno}`       | `0`, or the negative error in words, `-EINVAL`    |
/// | `{a:op}`          | a [HypercallOp], by its index                     |
/// | `{a:lock}`        | a [LockKind], by its index                        |
/// | `{a:vector}`      | `RESCHEDULE` for 0, `CALL_FUNCTION` for 1         |
/// | `{a:breach}`      | a [Breach], by its index: code and name           |
/// | `{a:OFF\|ON}`     | one of the words listed, by index                 |
///
/// An index without a word is printed as the number. Parsed when somebody reads, never before.
final class Template {
  private static final Pattern HOLE = Pattern.compile("\\{([ab])(?::([^}]+))?}");

  private Template() {}

  static String fill(String text, long a, long b) {
    return HOLE.matcher(text)
        .replaceAll(
            hole -> {
              String format = hole.group(2) == null ? "" : hole.group(2);
              long number = hole.group(1).equals("a") ? a : b;
              return Matcher.quoteReplacement(words(format).apply(number));
            });
  }

  private static LongFunction<String> words(String format) {
    return switch (format) {
      case "" -> Long::toString;
      case "id" -> n -> n < 0 ? "none" : Long.toString(n);
      case "of" -> n -> n < 0 ? "" : "(" + n + ")";
      case "mask" -> Template::mask;
      case "errno" -> Template::errno;
      case "op" -> n -> word(n, HypercallOp.NUMBERS, Enum::name);
      case "lock" -> n -> word(n, LockKind.NUMBERS, LockKind::word);
      case "breach" -> n -> word(n, Breach.NUMBERS, breach -> breach.code() + " " + breach);
      case "vector" -> words("RESCHEDULE|CALL_FUNCTION");
      default -> n -> choice(n, List.of(format.split("\\|")));
    };
  }

  private static <E extends Enum<E>> String word(
      long n, Numbering<E> numbers, Function<E, String> spell) {
    return numbers.at(n).map(spell).orElseGet(() -> Long.toString(n));
  }

  private static String choice(long n, List<String> words) {
    return 0 <= n && n < words.size() ? words.get((int) n) : Long.toString(n);
  }

  private static String mask(long bits) {
    return LongStream.range(0, Long.SIZE)
        .filter(bit -> (bits >>> bit & 1) != 0)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String errno(long result) {
    if (result != (int) result) {
      return Long.toString(result);
    }
    return switch ((int) result) {
      case -1 -> "-EPERM";
      case -3 -> "-ESRCH";
      case -4 -> "-EINTR";
      case -12 -> "-ENOMEM";
      case -14 -> "-EFAULT";
      case -16 -> "-EBUSY";
      case -22 -> "-EINVAL";
      case -38 -> "-ENOSYS";
      default -> Long.toString(result);
    };
  }
}
