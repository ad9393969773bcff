package shootdown.results.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// Which source ran: what the jar says of itself, else the work tree around us, else `unknown`.
record Commit(String id, boolean dirty) {
  private static final String BUILD = "Implementation-Build";

  static Commit here() {
    return fromManifest().or(Commit::fromGit).orElse(new Commit("unknown", false));
  }

  /// The build writes what `git describe` says, `-dirty` at its end where it applies.
  static Optional<Commit> parse(String build) {
    if (!build.matches("[\\w.-]+") || build.equals("unknown")) {
      return Optional.empty();
    }
    return Optional.of(new Commit(build.replace("-dirty", ""), build.endsWith("-dirty")));
  }

  private static Optional<Commit> fromManifest() {
    try (InputStream in = Commit.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
      if (in == null) {
        return Optional.empty();
      }
      String build = new Manifest(in).getMainAttributes().getValue(BUILD);
      return build == null ? Optional.empty() : parse(build);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Commit> fromGit() {
    return git("rev-parse", "--short=12", "HEAD")
        .map(
            id ->
                new Commit(id, git("status", "--porcelain").map(s -> !s.isEmpty()).orElse(false)));
  }

  static Optional<String> git(String... arguments) {
    try {
      Process git =
          new ProcessBuilder(Stream.concat(Stream.of("git"), List.of(arguments).stream()).toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0
          ? Optional.of(out)
          : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // no git here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
