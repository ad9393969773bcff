package shootdown.results.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The command line as a person would type it again.
public record CommandText(List<String> arguments) {
  public CommandText {
    arguments = List.copyOf(arguments);
  }

  public static CommandText of(String... arguments) {
    return new CommandText(List.of(arguments));
  }

  /// Quoted where a shell would take it apart.
  public String line() {
    return arguments.stream()
        .map(CommandText::quoted)
        .collect(Collectors.joining(" ", "java -jar results/target/shootdown.jar ", ""));
  }

  /// A path as one would type it from here.
  public static Path near(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path there = path.toAbsolutePath().normalize();
    return there.startsWith(here) ? here.relativize(there) : there;
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w./:=,@%+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
