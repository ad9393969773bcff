package shootdown.results.child;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A child and all that it has started, as one thing that can be ended.
///
/// Where the system has `setsid`, a child leads a group of its own, and its forks are in it even if
/// whoever forked them is gone. Elsewhere only its living descendants are known.
final class ProcessGroup {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Path PROC = Path.of("/proc");

  /// A fork that is just being made shows up the next time, or the time after.
  private static final int SWEEPS = 5;

  private ProcessGroup() {}

  /// The same command, as the leader of a group.
  static List<String> leading(List<String> command) {
    if (!Files.isExecutable(SETSID) || !Files.isDirectory(PROC)) {
      return command;
    }
    List<String> led = new ArrayList<>(command);
    led.addFirst(SETSID.toString());
    return led;
  }

  /// Ends it with all its forks, at once. Forks first: a tool whose fork dies may start another,
  /// but not for long.
  static void kill(Process leader) {
    if (leader.isAlive()) {
      leader.descendants().forEach(ProcessHandle::destroyForcibly);
      leader.destroyForcibly();
    }
    int sweeps = 0;
    List<ProcessHandle> left = members(leader.pid());
    while (!left.isEmpty() && sweeps++ < SWEEPS) {
      left.forEach(ProcessHandle::destroyForcibly);
      left = members(leader.pid());
    }
  }

  /// Who is in the group, and alive.
  static List<ProcessHandle> members(long group) {
    List<ProcessHandle> members = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        if (isMember(process, group)) {
          long pid = Long.parseLong(String.valueOf(process.getFileName()));
          ProcessHandle.of(pid).ifPresent(members::add);
        }
      }
    } catch (IOException e) {
      return List.of(); // no such thing on this system
    }
    return members;
  }

  /// By `stat`: pid, name in parentheses, state, parent, group.
  private static boolean isMember(Path process, long group) {
    return stat(process)
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "))
        .filter(fields -> fields.length > 2)
        .filter(fields -> !fields[0].equals("Z"))
        .filter(fields -> fields[2].equals(String.valueOf(group)))
        .isPresent();
  }

  private static Optional<String> stat(Path process) {
    try {
      return Optional.of(Files.readString(process.resolve("stat")));
    } catch (IOException e) {
      return Optional.empty(); // gone meanwhile
    }
  }
}
