package shootdown.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.litmus.Shapes;

/// The memory models, held against what is known of the classic shapes: under each model exactly
/// the outcomes below, no more and no fewer.
///
/// Sources: Sewell, Sarkar, Owens, Zappa Nardelli, Myreen, "x86-TSO", CACM 53(7), 2010; Alglave,
/// Maranget, Tautschnig, "Herding Cats", TOPLAS 36(2), 2014; Intel's white paper on memory
/// ordering, 2007 (iwp2.4).
final class LitmusTest {
  /// @param sc outcomes under sequential consistency, registers in order
  /// @param tso those that store buffers add
  record Known(String shape, String sc, String tso) {
    Set<String> outcomes(MemoryModel model) {
      return model == MemoryModel.SC ? split(sc) : split(sc + ", " + tso);
    }

    private static Set<String> split(String outcomes) {
      return Arrays.stream(outcomes.split(", *"))
          .filter(o -> !o.isBlank())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static final String ANY_BUT_110 = "0 0 0, 0 0 1, 0 1 0, 0 1 1, 1 0 0, 1 0 1, 1 1 1";
  private static final String ANY_BUT_100 = "0 0 0, 0 0 1, 0 1 0, 0 1 1, 1 0 1, 1 1 0, 1 1 1";
  private static final String ANY_BUT_1010 =
      "0 0 0 0, 0 0 0 1, 0 0 1 0, 0 0 1 1, 0 1 0 0, 0 1 0 1, 0 1 1 0, 0 1 1 1, "
          + "1 0 0 0, 1 0 0 1, 1 0 1 1, 1 1 0 0, 1 1 0 1, 1 1 1 0, 1 1 1 1";

  static final List<Known> TABLE =
      List.of(
          new Known("Sb", "0 1, 1 0, 1 1", "0 0"),
          new Known("SbOpaque", "0 1, 1 0, 1 1", "0 0"),
          new Known("SbFenced", "0 1, 1 0, 1 1", ""),
          new Known("SbHalfFenced", "0 1, 1 0, 1 1", "0 0"),
          new Known("SbVolatile", "0 1, 1 0, 1 1", ""),
          new Known("SbLocked", "0 1, 1 0, 1 1", ""),
          new Known("SbLockedElsewhere", "0 1, 1 0, 1 1", ""),
          new Known("SbLockedLate", "0 1, 1 0, 1 1", "0 0"),
          new Known("SbFencedLate", "0 1, 1 0, 1 1", "0 0"),
          new Known("SbWeakFences", "0 1, 1 0, 1 1", "0 0"),
          new Known("Mp", "0 0, 0 1, 1 1", ""),
          new Known("MpFenced", "0 0, 0 1, 1 1", ""),
          new Known("Lb", "0 0, 0 1, 1 0", ""),
          new Known("LbFenced", "0 0, 0 1, 1 0", ""),
          new Known("S", "0 1, 0 2, 1 1", ""),
          new Known("SFenced", "0 1, 0 2, 1 1", ""),
          new Known("R", "0 1, 1 1, 1 2", "0 2"),
          new Known("RFenced", "0 1, 1 1, 1 2", ""),
          new Known("TwoPlusTwoW", "1 2, 2 1, 2 2", ""),
          new Known("TwoPlusTwoWFenced", "1 2, 2 1, 2 2", ""),
          new Known("Wrc", ANY_BUT_110, ""),
          new Known("WrcFenced", ANY_BUT_110, ""),
          new Known("Iriw", ANY_BUT_1010, ""),
          new Known("IriwFenced", ANY_BUT_1010, ""),
          new Known("Rwc", ANY_BUT_100, "1 0 0"),
          new Known("RwcFenced", ANY_BUT_100, ""),
          new Known("Corr", "0 0, 0 1, 1 1", ""),
          new Known("Coww", "0 2, 1 2, 2 2", ""),
          new Known("Cowr", "1 1, 1 2, 2 2", ""),
          new Known("Corw", "0 1, 0 2, 2 1", ""),
          new Known("Forwarding", "1 0 1 1, 1 1 1 0, 1 1 1 1", "1 0 1 0"),
          new Known("N6", "1 0 2, 1 2 1, 1 2 2, 2 2 2", "1 0 1"),
          new Known("Lost", "1, 2", ""),
          new Known("Counted", "2", ""));

  static Stream<Known> table() {
    return TABLE.stream();
  }

  private static Exploration exploration(Known known, MemoryModel model) {
    try {
      var loader = ExploringLoader.forOne(LitmusTest.class.getClassLoader(), false, Set.of());
      Class<?> type = loader.loadClass(Shapes.class.getName() + "$" + known.shape());
      var exploration = new Exploration(new Script(type, ""), Theatre.of(Carrier.best(), model, 0));
      exploration.rehearse();
      return exploration;
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> outcomes(Known known, MemoryModel model, boolean reduced) {
    int whole = DepthFirst.UNBOUNDED;
    return outcomes(
        exploration(known, model),
        () -> reduced ? DepthFirst.upTo(whole) : DepthFirst.plain(whole));
  }

  private static Set<String> outcomes(Exploration exploration, Supplier<DepthFirst> search) {
    int learnt;
    do {
      learnt = exploration.learnt();
      exploration.outcomes().clear();
      assertTrue(exploration.run(search.get(), 1_000_000, Duration.ofMinutes(1)));
    } while (learnt != exploration.learnt());
    return new TreeSet<>(exploration.outcomes().keySet());
  }

  @ParameterizedTest
  @MethodSource("table")
  void showsExactlyWhatIsKnownUnderSc(Known known) {
    assertEquals(known.outcomes(MemoryModel.SC), outcomes(known, MemoryModel.SC, true));
  }

  @ParameterizedTest
  @MethodSource("table")
  void showsExactlyWhatIsKnownUnderTso(Known known) {
    assertEquals(known.outcomes(MemoryModel.TSO), outcomes(known, MemoryModel.TSO, true));
  }

  /// The reduction loses no outcome.
  @ParameterizedTest
  @MethodSource("table")
  void showsTheSameWithoutReduction(Known known) {
    for (MemoryModel model : MemoryModel.values()) {
      assertEquals(known.outcomes(model), outcomes(known, model, false), model.word());
    }
  }

  /// Nor does it up to any bound; nor when it cannot remember all it has met.
  @ParameterizedTest
  @MethodSource("table")
  void showsTheSameWithoutReductionUpToABound(Known known) {
    for (MemoryModel model : MemoryModel.values()) {
      Exploration exploration = exploration(known, model);
      assertEquals(
          known.outcomes(model),
          outcomes(exploration, () -> DepthFirst.upTo(DepthFirst.UNBOUNDED, 3)));
      for (int bound = 0; bound < 4; bound++) {
        int most = bound;
        assertEquals(
            outcomes(exploration, () -> DepthFirst.plain(most)),
            outcomes(exploration, () -> DepthFirst.upTo(most)),
            model.word() + " up to " + bound);
      }
    }
  }

  @Test
  void everyShapeIsInTheTable() {
    Set<String> shapes =
        Arrays.stream(Shapes.class.getDeclaredClasses())
            .map(Class::getSimpleName)
            .filter(name -> !name.equals("Words"))
            .collect(Collectors.toSet());
    assertEquals(shapes, TABLE.stream().map(Known::shape).collect(Collectors.toSet()));
  }
}
