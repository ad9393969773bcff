package shootdown.results.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `90s`, `10m`, `1h30m`.
final class BudgetConverter implements ITypeConverter<Duration> {
  private static final Duration LEAST = Duration.ofSeconds(10);

  @Override
  public Duration convert(String value) {
    Duration budget = parse(value);
    if (budget.compareTo(LEAST) < 0 || budget.compareTo(Duration.ofDays(30)) > 0) {
      throw new TypeConversionException("'" + value + "' is not between 10s and 720h");
    }
    return budget;
  }

  static Duration parse(String value) {
    try {
      return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + value + "' is not a time like 90s, 10m or 1h30m");
    }
  }
}
