package shootdown.results.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shootdown.results.host.Doctor;
import shootdown.results.host.Vitals;
import shootdown.results.story.StorySheet;

/// Says whether this machine can be believed.
@Command(
    name = "doctor",
    description = {
      "Looks at cores, siblings, JDK, timer and the way between two threads,",
      "and says whether results from this machine can be believed. Exit 0 if so, 75 if not."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings here;

  DoctorCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    List<StorySheet> sheets = here.stories().get().where(sheet -> true);
    int needs = sheets.stream().mapToInt(StorySheet::actors).max().orElse(2);
    Doctor.Diagnosis diagnosis = Doctor.examine(Vitals.measure(), needs);
    diagnosis.lines().forEach(here.console().out()::println);
    return diagnosis.believable() ? Exit.HOLDS : Exit.INFRASTRUCTURE;
  }
}
