package shootdown.explore;

/// What instrumented classes are made to extend.
///
/// Every object carries a number that is the same in every execution of a story, so that a place in
/// memory can be recognised; and hands its fields over to be kept, or takes them back, each class
/// those it declares.
public abstract class Born {
  private final int shootdown$birth;

  protected Born() {
    shootdown$birth = Points.birth();
  }

  final int birth() {
    return shootdown$birth;
  }

  /// Tells all that can be reached from here, and hands over what may change.
  protected void shootdown$keep(Kept kept) {}

  /// Takes back what was handed over.
  protected void shootdown$takeBack(Kept kept) {}
}
