package shootdown.results;

import shootdown.results.cli.FrontDoor;

/// `java -jar results/target/shootdown.jar <command>`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(FrontDoor.start(arguments));
  }
}
