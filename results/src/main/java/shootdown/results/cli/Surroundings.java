package shootdown.results.cli;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import shootdown.results.bench.BenchmarkCatalogue;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.child.Interruption;
import shootdown.results.run.CommandText;
import shootdown.results.story.StoryCatalogue;

/// What commands need from outside, so that tests can stand in for it.
record Surroundings(
    Console console,
    CommandText text,
    Interruption interruption,
    Supplier<StoryCatalogue> stories,
    Function<Pattern, List<BenchmarkSheet>> benchmarks,
    Engines.Maker engines) {

  /// With the real engines.
  Surroundings(
      Console console,
      CommandText text,
      Interruption interruption,
      Supplier<StoryCatalogue> stories,
      Function<Pattern, List<BenchmarkSheet>> benchmarks) {
    this(console, text, interruption, stories, benchmarks, Engines::real);
  }

  /// The same with another console.
  Surroundings with(Console other) {
    return new Surroundings(other, text, interruption, stories, benchmarks, engines);
  }

  static Surroundings real(Console console, Interruption interruption, String... arguments) {
    return new Surroundings(
        console,
        CommandText.of(arguments),
        interruption,
        StoryCatalogue::onClassPath,
        BenchmarkCatalogue::matching);
  }
}
