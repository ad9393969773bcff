import com.google.googlejavaformat.java.Main;

/// Runs google-java-format over every source file below the working directory. With `apply` it
/// rewrites badly formatted files; with `check` it names them and exits 1.
void main(String[] args) throws Exception {
  boolean apply = args[0].equals("apply");
  var arguments =
      new ArrayList<>(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
  try (var paths = Files.walk(Path.of("."))) {
    paths
        .map(Path::normalize)
        .map(Path::toString)
        .filter(path -> path.endsWith(".java") && !path.matches("(.*/)?target/.*"))
        .sorted()
        .forEach(arguments::add);
  }
  var out = new PrintWriter(System.out, true);
  var err = new PrintWriter(System.err, true);
  int exit = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
  if (exit != 0) {
    err.println(
        "not formatted: the files named above; to format them: mvn -N verify -Dformat=apply");
  }
  System.exit(exit);
}
