package shootdown.results;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `java -jar results/target/shootdown.jar <command>`
@Command(name = "shootdown", mixinStandardHelpOptions = true)
public final class Main implements Runnable {
  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
