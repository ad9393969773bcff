package shootdown.results.bench;

/// A benchmark method before it runs.
///
/// @param id class and method
/// @param cells how many combinations of parameters it has
/// @param kernelParam whether it takes the kernel as a parameter of its own
public record BenchmarkSheet(String id, int cells, boolean kernelParam) {}
