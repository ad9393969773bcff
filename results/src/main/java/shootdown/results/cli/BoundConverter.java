package shootdown.results.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import shootdown.explore.Settings;

/// A number of preemptions, or `none`.
final class BoundConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    if (value.equals("none")) {
      return Settings.UNBOUNDED;
    }
    if (!value.matches("\\d{1,3}")) {
      throw new TypeConversionException("'" + value + "' is neither a bound like 2 nor none");
    }
    return Integer.valueOf(value);
  }
}
