package shootdown.results.cli;

import java.nio.file.Path;
import shootdown.explore.Schedule;

/// A schedule from a file, or one line about why it is none that can be played here.
final class ScheduleFile {
  private static final long LARGEST = 10_000_000;

  private ScheduleFile() {}

  static Schedule read(Path file) {
    Schedule schedule = parse(file, TextFile.read(file, "schedule", LARGEST));
    check(file, schedule);
    return schedule;
  }

  private static Schedule parse(Path file, String text) {
    try {
      return Schedule.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }

  private static void check(Path file, Schedule schedule) {
    try {
      Class<?> _ = Class.forName(schedule.storyClass(), false, ScheduleFile.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new BadInput(file + ": no such story: " + schedule.storyClass());
    }
    try {
      String _ = KernelName.check(schedule.kernel());
    } catch (BadInput e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }
}
