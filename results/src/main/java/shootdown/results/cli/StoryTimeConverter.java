package shootdown.results.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The time of one story: a [BudgetConverter]'s without its floor of ten seconds.
final class StoryTimeConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    Duration time = BudgetConverter.parse(value);
    if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofDays(30)) > 0) {
      throw new TypeConversionException("'" + value + "' is not between 1s and 720h");
    }
    return time;
  }
}
