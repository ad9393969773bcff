package shootdown.results;

import shootdown.results.cli.FrontDoor;

/// `java -jar results/target/shootdown.jar <command>`.
///
/// Compiled for Java 8, alone in this module, so that an older `java` gets as far as to say which
/// one is wanted.
public final class Main {
  private static final int WANTED = 25;
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    int version = (int) Double.parseDouble(System.getProperty("java.class.version", "0")) - 44;
    if (version < WANTED) {
      System.err.println(
          "shootdown needs JDK "
              + WANTED
              + ", and this is Java "
              + System.getProperty("java.version")
              + " in "
              + System.getProperty("java.home")
              + ": put a JDK "
              + WANTED
              + " first on the path, or name its java");
      System.exit(USAGE);
    }
    System.exit(FrontDoor.start(arguments));
  }
}
