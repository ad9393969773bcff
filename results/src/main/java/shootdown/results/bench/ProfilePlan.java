package shootdown.results.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What to measure, on which kernel, as hard as it takes.
public record ProfilePlan(String kernel, List<BenchmarkSheet> sheets, List<BenchJob> jobs) {
  public ProfilePlan {
    sheets = List.copyOf(sheets);
    jobs = List.copyOf(jobs);
  }

  public static ProfilePlan of(String kernel, List<BenchmarkSheet> sheets, Profile profile) {
    return new ProfilePlan(kernel, sheets, profile.jobs(sheets));
  }

  /// One benchmark, with these parameters, as often as a verdict takes where the host moves the
  /// cores now and then.
  public static ProfilePlan comparison(
      String kernel, BenchmarkSheet sheet, Map<String, String> params) {
    BenchJob job = new BenchJob(sheet.id(), params, 1, 14, 1, 500, 2, 400, BenchJob.SET_UP);
    return new ProfilePlan(kernel, List.of(sheet), List.of(job));
  }

  /// One fork of each benchmark, for a profiler to look at.
  public static ProfilePlan sampled(String kernel, List<BenchmarkSheet> sheets) {
    List<BenchJob> jobs =
        sheets.stream()
            .map(
                s ->
                    new BenchJob(
                        s.id(), Map.of(), s.cells(), 1, 1, 1_000, 1, 5_000, BenchJob.SET_UP))
            .toList();
    return new ProfilePlan(kernel, sheets, jobs);
  }

  boolean kernelParam(BenchJob job) {
    return sheets.stream().anyMatch(s -> s.id().equals(job.id()) && s.kernelParam());
  }

  public boolean isEmpty() {
    return jobs.isEmpty();
  }

  private double seconds() {
    return jobs.stream().mapToDouble(BenchJob::seconds).sum();
  }

  /// For the plan that is printed first: a line for each start of JMH, and the sum.
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    jobs.forEach(job -> lines.add("  " + job));
    lines.add(
        "%d starts of JMH on kernel %s, about %.0f min"
            .formatted(jobs.size(), kernel, Math.ceil(seconds() / 60)));
    return lines;
  }
}
