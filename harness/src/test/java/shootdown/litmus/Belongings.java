package shootdown.litmus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/// Stories whose actors change all they have: each execution must begin with what it was at first.
public final class Belongings {
  private Belongings() {}

  /// Something two actors touch, so that there is more than one schedule.
  public abstract static class Counted {
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);

    private final int[] count = new int[1];

    final void count() {
      int _ = (int) COUNT.getAndAdd(count, 0, 1);
    }
  }

  /// A field of each type, an array, an object of its own, and a record and a lambda that lead to
  /// further ones.
  public static final class Changed extends Counted {
    private record Pair(Box first, Box second) {}

    private static final class Box {
      private int value = 1;
    }

    private boolean flag = true;
    private byte small = 2;
    private short less = 3;
    private char letter = 'd';
    private float fraction = 5.5f;
    private double more = 6.25;
    private long large = 1L << 40;
    private String name = "h";
    private final int[] array = {9};
    private Box box = new Box();
    private final Pair pair = new Pair(new Box(), new Box());
    private final Runnable doubling = doubling(new Box());
    private int doubled;

    private Runnable doubling(Box hidden) {
      return () -> {
        hidden.value *= 2;
        doubled = hidden.value;
      };
    }

    @Actor
    public void actor0(Registers r) {
      count();
      flag = !flag;
      small++;
      less++;
      letter++;
      fraction++;
      more++;
      large++;
      name += "!";
      array[0]++;
      box.value++;
      box = new Box();
      pair.second.value++;
      doubling.run();
      r.set(0, sum());
    }

    private int sum() {
      double all = small + less + letter + fraction + more + array[0] + pair.second.value + doubled;
      return (flag ? 1000 : 0) + (int) all + (int) (large - (1L << 40)) + name.length() + box.value;
    }

    @Actor
    public void actor1(Registers r) {
      count();
      r.set(1, 0);
    }
  }

  /// Something that is not ours to bring back.
  public static final class Listed extends Counted {
    private final List<String> list = new ArrayList<>();

    @Actor
    public void actor0(Registers r) {
      count();
      list.add("once");
      r.set(0, list.size());
    }

    @Actor
    public void actor1(Registers r) {
      count();
      r.set(1, 0);
    }
  }
}
