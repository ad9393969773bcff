package shootdown.explore;

/// What instrumented classes are made to extend: every object carries a number that is the same in
/// every execution of a story, so that a place in memory can be recognised.
public abstract class Born {
  private final int shootdown$birth;

  protected Born() {
    shootdown$birth = Points.birth();
  }

  final int birth() {
    return shootdown$birth;
  }
}
