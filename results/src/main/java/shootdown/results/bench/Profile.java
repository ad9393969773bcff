package shootdown.results.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How much to measure.
///
/// `quick` is a preview: five forks, three transports, too few of everything for a verdict.
/// `normal` is all that the goals ask for, ten forks of each; `full` is the whole matrix.
public enum Profile {
  QUICK(5),
  NORMAL(10),
  FULL(15);

  private static final String PIN = "PinBatch";
  private static final String MILLION = "1048576";

  /// A table of a million pages takes its time to make.
  private static final double LARGE_SET_UP = 4;

  /// The second level of the bootstrap.
  private static final int ITERATIONS = 2;

  /// Of benchmarks that warm up before they are measured, since a round of theirs is long.
  private static final double WARM_SET_UP = 2.1;

  private final int forks;

  Profile(int forks) {
    this.forks = forks;
  }

  /// Forks of what depends on where the host puts the cores, which puts them one way, then another,
  /// and of which only those of one way count; and of the trap, of whose curve the goals ask most.
  private int placed() {
    return this == QUICK ? forks : 2 * forks + 2;
  }

  /// What it makes of these benchmarks; one that it does not know gets its own parameters.
  public List<BenchJob> jobs(List<BenchmarkSheet> sheets) {
    List<BenchJob> jobs = new ArrayList<>();
    for (BenchmarkSheet sheet : sheets) {
      jobs.addAll(jobs(sheet));
    }
    return jobs;
  }

  private List<BenchJob> jobs(BenchmarkSheet sheet) {
    return switch (type(sheet)) {
      case PIN -> pins(sheet);
      case "IpiRoundTrip" -> List.of(job(sheet, placed(), 200, 500));
      case "Mailboxes" -> List.of(job(sheet, placed(), 500, this == QUICK ? 500 : 7_000));
      case "LazyMmu", "HostPins" -> List.of(job(sheet, forks, 400, 500));
      // four copies of everything to compile, and no two compiled alike
      case "Checks" -> List.of(job(sheet, placed(), this == QUICK ? 800 : 2_000, 500));
      case "AckInBatch" -> List.of(job(sheet, placed(), 200, 800));
      case "Strategies" -> strategies(sheet);
      case "PinPages" -> pages(sheet);
      case "Shootdown" -> shootdowns(sheet);
      case "DropSchemes" -> schemes(sheet);
      case "BatchEnds" -> List.of(job(sheet, 1, 20, 20, "words", "64,16", "split", "false,true"));
      case "Allocation" -> List.of(single(sheet));
      default -> List.of(job(sheet, forks, 500, 500));
    };
  }

  private static String type(BenchmarkSheet sheet) {
    String id = sheet.id();
    int method = id.lastIndexOf('.');
    return id.substring(id.lastIndexOf('.', method - 1) + 1, method);
  }

  private List<BenchJob> pins(BenchmarkSheet sheet) {
    String locks = "call,reentrant,synchronized,tas,thread";
    String prices = "entry200,entry1000,entry2000";
    String dear = "entry13000"; // 7 ms a window, by direct calls
    return switch (this) {
      case QUICK -> List.of(job(sheet, forks, 400, 400, "transport", "call,ticket,trap"));
      case NORMAL ->
          List.of(
              job(sheet, placed(), 400, 1_200, "transport", "trap", "work", "64"),
              job(sheet, forks, 400, 1_200, "transport", "trap", "work", "remap,512"),
              job(sheet, forks, 400, 600, "transport", locks, "work", "remap,64"),
              job(sheet, placed(), 400, 600, "transport", "ticket", "work", "remap,64"),
              job(sheet, forks, 400, 600, "transport", prices),
              job(sheet, forks, 600, 2_400, "transport", dear));
      case FULL ->
          List.of(
              job(
                  sheet,
                  forks,
                  500,
                  800,
                  "transport",
                  "trap,ticket," + locks,
                  "work",
                  "remap,64,512"),
              job(sheet, forks, 500, 800, "transport", prices, "work", "remap,64"),
              job(sheet, forks, 600, 2_400, "transport", dear, "work", "remap,64"));
    };
  }

  private List<BenchJob> strategies(BenchmarkSheet sheet) {
    String all = "fixed8,fill,ipi,split"; // for `adaptive` there is LazyMmu
    return switch (this) {
      case QUICK -> List.of();
      case NORMAL -> List.of(job(sheet, forks, 200, 600, "strategy", all));
      case FULL ->
          List.of(
              job(sheet, forks, 500, 800, "strategy", all + ",adaptive,fixed16,fixed128,fixed512"),
              job(sheet, forks, 500, 800, "baseline", "fill", "strategy", "ipi,split,fixed128"),
              job(sheet, forks, 500, 800, "transport", "ticket", "strategy", "fill,split"));
    };
  }

  private List<BenchJob> pages(BenchmarkSheet sheet) {
    return switch (this) {
      case QUICK -> List.of();
      case NORMAL ->
          List.of(
              job(sheet, forks, 400, 800, "pages", "32768", "order", "sequential"),
              job(sheet, forks, 400, 5_000, "pages", MILLION, "order", "sequential"),
              job(sheet, 3, 400, 7_500, "pages", MILLION, "order", "random"));
      case FULL ->
          List.of(
              job(
                  sheet,
                  forks,
                  500,
                  1_000,
                  "pages",
                  "4096,32768,262144,1048576",
                  "order",
                  "sequential,random"));
    };
  }

  private List<BenchJob> shootdowns(BenchmarkSheet sheet) {
    return switch (this) {
      case QUICK -> List.of(job(sheet, forks, 100, 500));
      case NORMAL ->
          List.of(
              job(sheet, placed(), 100, 600, "vcpus", "2"),
              job(sheet, forks + 2, 100, 600, "vcpus", "3,4,8,16"),
              job(sheet, 3, 100, 600, "vcpus", "4", "wait", "spin,park"),
              job(sheet, 3, 100, 600, "vcpus", "8", "lazy", "none,one,half"));
      case FULL ->
          List.of(
              job(sheet, forks, 500, 1_000, "vcpus", "2,3,4,8,16", "lazy", "all"),
              job(sheet, forks, 500, 1_000, "vcpus", "4,16", "wait", "spin,park"),
              job(sheet, forks, 500, 1_000, "vcpus", "4,16", "lazy", "none,one,half"));
    };
  }

  private List<BenchJob> schemes(BenchmarkSheet sheet) {
    return switch (this) {
      case QUICK -> List.of(job(sheet, forks, 100, 400));
      case NORMAL ->
          List.of(
              job(sheet, forks, 100, 500, "vcpus", "2", "lazy", "none,all"),
              job(sheet, 5, 100, 500, "vcpus", "4", "lazy", "none,all"));
      case FULL ->
          List.of(job(sheet, forks, 500, 1_000, "vcpus", "2,4,16", "lazy", "none,one,half,all"));
    };
  }

  /// Ten million operations, once.
  private BenchJob single(BenchmarkSheet sheet) {
    String ops = this == QUICK ? "1000000" : "10000000";
    return new BenchJob(sheet.id(), Map.of("ops", ops), 1, 1, 1, 4_000, 1, 4_000, BenchJob.SET_UP);
  }

  /// @param measured ms, in so many iterations
  private static BenchJob job(
      BenchmarkSheet sheet, int forks, int warmup, int measured, String... params) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (int i = 0; i < params.length; i += 2) {
      chosen.put(params[i], params[i + 1]);
    }
    boolean large = chosen.getOrDefault("pages", "").endsWith(MILLION);
    return new BenchJob(
        sheet.id(),
        chosen,
        cells(sheet, chosen),
        forks,
        1,
        warmup,
        ITERATIONS,
        measured / ITERATIONS,
        large ? LARGE_SET_UP : setUp(sheet));
  }

  private static double setUp(BenchmarkSheet sheet) {
    return switch (type(sheet)) {
      case "Shootdown", "DropSchemes", "AckInBatch", "Strategies", "IpiRoundTrip" -> WARM_SET_UP;
      default -> BenchJob.SET_UP;
    };
  }

  private static int cells(BenchmarkSheet sheet, Map<String, String> chosen) {
    int cells = sheet.cells();
    for (Map.Entry<String, String> e : chosen.entrySet()) {
      cells = cells / sheet.values(e.getKey()) * e.getValue().split(",", -1).length;
    }
    return cells;
  }
}
