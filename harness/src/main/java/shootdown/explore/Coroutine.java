package shootdown.explore;

/// One vCPU's thread of control.
///
/// Whoever drives an execution resumes one coroutine at a time; it runs until it pauses or is over,
/// and only then does [#resume] return. So whatever is shared is handed over in order, on either
/// carrier.
interface Coroutine {
  /// Runs until the next pause, or to the end. By the driver.
  void resume();

  /// Gives control back to the driver. By the coroutine itself.
  ///
  /// @return false if it cannot be stopped here (inside a static initialiser or a monitor): it runs
  ///   on, and the driver has not been asked
  boolean pause();

  boolean isOver();

  /// It will not be resumed again.
  void abandon();
}
