package shootdown.results.console;

/// How far something long is, and when it will be done.
public interface Progress {
  /// Something long begins.
  ///
  /// @param expectedSeconds what the plan says; believed until the thing itself says better
  void begin(String what, double expectedSeconds);

  /// It has come this far.
  ///
  /// @param planned 0 while nobody knows
  void update(int done, int planned);

  void end();

  /// A line of its own, in any case.
  void say(String line);
}
