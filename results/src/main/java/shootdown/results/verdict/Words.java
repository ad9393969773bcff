package shootdown.results.verdict;

import java.util.Locale;

/// Numbers as people read them, the same in every locale.
public final class Words {
  private Words() {}

  public static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /// `2.20 M/s`.
  public static String rate(double perSecond) {
    if (perSecond == 0) {
      return "–";
    }
    if (perSecond >= 1e6) {
      return String.format(Locale.ROOT, "%.2f M/s", perSecond / 1e6);
    }
    return perSecond >= 1e3
        ? String.format(Locale.ROOT, "%.1f k/s", perSecond / 1e3)
        : String.format(Locale.ROOT, "%.0f /s", perSecond);
  }

  /// A share in percent, never rounded to a zero or a whole that it is not.
  public static String share(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    double percent = 100.0 * part / whole;
    if (part > 0 && percent < 0.01) {
      return "1 in " + count(Math.round((double) whole / part));
    }
    return part < whole && percent > 99.99
        ? "> 99.99 %"
        : String.format(Locale.ROOT, "%.2f %%", percent);
  }

  /// Three significant digits.
  public static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : "–";
    }
    int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
    return digits > 6
        ? String.format(Locale.ROOT, "%.2e", value)
        : String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /// What a zero in n samples is worth: nominally the rate is below 3/n at 95 %.
  public static String bound(long n) {
    return n == 0 ? "–" : String.format(Locale.ROOT, "< %.1e", 3.0 / n);
  }

  /// `0.3 s`, `12 ms`, `450 ns`.
  public static String seconds(double seconds) {
    if (seconds >= 0.1) {
      return String.format(Locale.ROOT, seconds < 100 ? "%.1f s" : "%,.0f s", seconds);
    }
    if (seconds >= 1e-3) {
      return Math.round(seconds * 1e3) + " ms";
    }
    return seconds >= 1e-6 ? Math.round(seconds * 1e6) + " us" : Math.round(seconds * 1e9) + " ns";
  }
}
