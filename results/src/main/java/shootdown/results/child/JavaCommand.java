package shootdown.results.child;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The command line of a JVM like this one: same `java`, same class path, no warnings in its
/// output, and on a [Leash].
public final class JavaCommand {
  /// What it takes to be quiet on a current JDK. Both tools hand their own flags on to their forks.
  private static final String QUIET =
      "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow";

  private JavaCommand() {}

  /// The whole command line.
  ///
  /// @param main the class to start
  public static List<String> of(String main, List<String> arguments) {
    return of(List.of(), main, arguments);
  }

  /// The same with flags of its own.
  public static List<String> of(List<String> flags, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(QUIET.split(" ")));
    command.addAll(flags);
    command.add("-Duser.language=en"); // numbers in its output are read back
    command.add("-Djcstress.console.printIntervalMs=1000");
    if (Boolean.getBoolean("jmh.ignoreLock")) {
      command.add("-Djmh.ignoreLock=true"); // JMH's own switch for two runs at a time
    }
    command.add("-D" + Leash.PARENT + "=" + ProcessHandle.current().pid());
    command.add("-cp");
    command.add(classPath());
    command.add(Leash.class.getName());
    command.add(main);
    command.addAll(arguments);
    return command;
  }

  /// Absolute, since children run elsewhere.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(element -> Path.of(element).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// All flags of a fork that gets nothing from jcstress's own list.
  public static String soleFlags(String kernel) {
    return QUIET + " " + forkFlags(kernel);
  }

  /// What every fork gets besides: the kernel it plays.
  public static String forkFlags(String kernel) {
    return "-Dshootdown.kernel=" + kernel;
  }
}
