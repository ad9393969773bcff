package survey;

import java.util.function.Supplier;

/// A class to mutate.
public final class Sample implements Supplier<String> {
  private final StringBuilder said = new StringBuilder();
  private int kept;

  @Override
  public String get() {
    said.setLength(0);
    kept = 1;
    return two() + " " + branch(1) + " " + keep(2) + " " + minus(3, 1) + " " + ask();
  }

  private String two() {
    say("a");
    say("b");
    return said.toString();
  }

  private static String branch(int n) {
    if (n > 0) {
      return "more";
    }
    return "less";
  }

  private int keep(int n) {
    kept = n;
    return kept;
  }

  private static int minus(int a, int b) {
    return a - b;
  }

  private static String ask() {
    return testAndSet() ? "yes" : "no";
  }

  private static boolean testAndSet() {
    return true;
  }

  private void say(String word) {
    said.append(word);
  }
}
