package shootdown.results.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `250ms`, `2s`, or `off`.
final class JudgeConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    if (value.equals("off")) {
      return Duration.ZERO;
    }
    Duration every =
        value.matches("\\d{1,6}ms")
            ? Duration.ofMillis(Long.parseLong(value.replace("ms", "")))
            : BudgetConverter.parse(value);
    if (every.toMillis() < 1) {
      throw new TypeConversionException("'" + value + "' is neither a time like 250ms nor off");
    }
    return every;
  }
}
