package shootdown.results.cli;

import java.util.List;
import java.util.stream.Collectors;

/// The command line as a person would type it again.
record CommandText(List<String> arguments) {
  CommandText {
    arguments = List.copyOf(arguments);
  }

  String line() {
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
