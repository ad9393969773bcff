package shootdown.results.run;

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

  private static String quoted(String argument) {
    return argument.matches("[\\w./:=,@%+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
