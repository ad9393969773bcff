package shootdown.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Findings;
import shootdown.explore.MemoryModel;
import shootdown.explore.Settings;
import shootdown.fault.Fault;
import shootdown.fault.Form;
import shootdown.fault.Museum;
import shootdown.fault.PlainStoreHypervisor;
import shootdown.guest.Task;
import shootdown.hypervisor.Hypervisor;
import shootdown.kernel.Kernel;
import shootdown.kernel.Linux312Kernel;
import shootdown.machine.Scene;
import shootdown.mm.Mm;
import shootdown.oracle.Invariant;

/// Both directions: every fault is killed by the stories that it names, and every story that claims
/// a fault is named by it.
final class MuseumTest {
  /// In order of preemptions, and of no more than three. Counted, so that a slow machine sees the
  /// same.
  private static final Settings IN_ORDER =
      Settings.DEFAULT.bound(3).executions(50_000).time(Duration.ofMinutes(2));

  private static final Explorer EXPLORER =
      new Explorer(Carrier.best(), MuseumTest.class.getClassLoader());

  static Stream<Arguments> kills() {
    return Museum.faults().stream()
        .flatMap(
            fault -> Stream.of(fault.killedBy()).map(story -> Arguments.of(fault.id(), story)));
  }

  private static Fault fault(String id) {
    return Museum.of(Museum.find(id).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("kills")
  void isKilledByAnInvariantThatItBreaks(String id, String story) {
    Fault fault = fault(id);
    Findings findings = explore(Stories.named(story, Stories.all()), fault);
    Optional<Findings.Reached> breach = findings.first(outcome -> breaks(fault, outcome));
    assertTrue(
        breach.isPresent(),
        () ->
            reached(findings)
                + ": "
                + id
                + " breaks "
                + List.of(fault.breaks())
                + ", seen: "
                + findings);
    assertTrue(breach.get().firstAfter() <= LONG_ENOUGH, findings::toString);
    assertTrue(findings.mistaken() > 0, findings::toString);
  }

  /// Of a fault that was not seen: whether the step that is wrong was ever taken.
  private static String reached(Findings findings) {
    return findings.mistaken() > 0 ? "SURVIVED" : "NOT_REACHED";
  }

  /// In Exit_01 the step that A02 has wrong is taken and does no harm; in Ipi_04 nobody exits.
  @Test
  void notReachedIsToldFromSurvived() {
    assertEquals("SURVIVED", reached(allOf("Exit_01_LazyBorrower", "A02")));
    assertEquals("NOT_REACHED", reached(allOf("Ipi_04_Blocked", "A02")));
    assertEquals(0, allOf("Exit_01_LazyBorrower", "fixed").mistaken());
  }

  private static Findings allOf(String story, String kernel) {
    return EXPLORER.exploreUntil(
        Stories.named(story, Stories.all()).getName(),
        Settings.DEFAULT.bound(1).executions(1_000).time(Duration.ofMinutes(2)).kernel(kernel),
        outcome -> !outcome.startsWith(Scene.HELD));
  }

  /// How a story is asked.
  private record Asked(String story, MemoryModel model, int fills) {}

  static Stream<Arguments> convictions() {
    return Museum.faults().stream()
        .flatMap(
            fault ->
                Stream.of(fault.killedBy())
                    .map(story -> new Asked(story, model(fault), fault.form().walks())))
        .distinct()
        .map(asked -> Arguments.of(asked.story(), asked.model(), asked.fills()));
  }

  /// As many schedules as the first conviction of any fault takes at most.
  private static final int LONG_ENOUGH = 10_000;

  /// No false alarm: what convicts lets the fixed kernel go, asked the same way, and in the window.
  @ParameterizedTest
  @MethodSource("convictions")
  void letsTheFixedKernelGo(String story, MemoryModel model, int fills) {
    Findings findings =
        isNotSeen(story, "fixed", model, fills, outcome -> !outcome.startsWith(Scene.HELD));
    assertTrue(
        findings.first((Scene.HELD + ", " + Scene.OVERLAPPED)::equals).isPresent(),
        findings::toString);
  }

  static Stream<Arguments> killsElsewhere() {
    return kills().filter(kill -> !base(String.valueOf(kill.get()[0])).equals("fixed"));
  }

  private static String base(String id) {
    return Museum.base(Museum.find(id).orElseThrow()).name();
  }

  /// It is the step, not the kernel that it is one step away from: that may break rules of its own,
  /// and not this one.
  @ParameterizedTest
  @MethodSource("killsElsewhere")
  void letsTheKernelItIsAStepAwayFromGo(String id, String story) {
    isNotBroken(fault(id), story, base(id), model(fault(id)));
  }

  static Stream<Arguments> killsWithStoreBuffers() {
    return kills().filter(kill -> fault(String.valueOf(kill.get()[0])).form().needsStoreBuffers());
  }

  /// A race that is said to take store buffers takes them.
  @ParameterizedTest
  @MethodSource("killsWithStoreBuffers")
  void holdsWithoutThem(String id, String story) {
    isNotBroken(fault(id), story, id, MemoryModel.SC);
  }

  /// A06w with the barrier that it lacks, and nothing else.
  public static final class Fenced extends Linux312Kernel {
    private final Hypervisor plain = new PlainStoreHypervisor();

    @Override
    public Hypervisor hypervisor() {
      return plain;
    }

    @Override
    public void flushTlb(Task current, Mm mm, int vpn) {
      VarHandle.fullFence();
      super.flushTlb(current, mm, vpn);
    }
  }

  /// The hypervisor's plain store is right: A06w is wrong for want of its own barrier.
  @Test
  void aBarrierIsAllThatA06wLacks() {
    Findings findings =
        EXPLORER.explore(
            Flush_01_SwitchIn.class.getName(),
            IN_ORDER
                .bound(2)
                .executions(100_000)
                .kernel(Fenced.class.getName())
                .model(MemoryModel.TSO)
                .fills(fault("A06w").form().walks()),
            standing -> {});
    assertTrue(findings.first(o -> !o.startsWith(Scene.HELD)).isEmpty(), findings::toString);
    assertTrue(findings.mistaken() > 0, "the entry is written by a store");
    assertTrue(findings.bound() >= 1, findings::toString);
  }

  /// On some kernel, the rule that a killer must see the fault break.
  private static void isNotBroken(Fault fault, String story, String kernel, MemoryModel model) {
    Findings _ =
        isNotSeen(story, kernel, model, fault.form().walks(), o -> is(fault.breaks()[0], o));
  }

  private static Findings isNotSeen(
      String story, String kernel, MemoryModel model, int fills, Predicate<String> what) {
    Findings findings =
        EXPLORER.exploreUntil(
            Stories.named(story, Stories.all()).getName(),
            IN_ORDER.executions(LONG_ENOUGH).kernel(kernel).model(model).fills(fills),
            what);
    assertTrue(findings.first(what).isEmpty(), findings::toString);
    assertTrue(findings.executions() > 1, findings::toString);
    return findings;
  }

  /// The fewest preemptions that show it: small bounds come first.
  private static Findings explore(Class<?> story, Fault fault) {
    return explore(story, fault, fault.breaks()[0]);
  }

  private static Findings explore(Class<?> story, Fault fault, String invariant) {
    return EXPLORER.exploreUntil(
        story.getName(),
        IN_ORDER.kernel(fault.id()).model(model(fault)).fills(fault.form().walks()),
        outcome -> is(invariant, outcome));
  }

  private static MemoryModel model(Fault fault) {
    return fault.form().needsStoreBuffers() ? MemoryModel.TSO : MemoryModel.SC;
  }

  private static boolean breaks(Fault fault, String outcome) {
    return is(fault.breaks()[0], outcome);
  }

  private static boolean is(String invariant, String outcome) {
    return outcome.split("[ ,]", 2)[0].equals(invariant);
  }

  /// Stress and the catalogue agree, or the catalogue says why not.
  @Test
  void everyFaultIsClaimedByWhoIsSaidToKillIt() {
    for (Fault fault : Museum.faults()) {
      Set<String> claimed = claims(fault.id());
      Set<String> named = Set.of(fault.killedBy());
      assertTrue(named.containsAll(claimed), () -> fault.id() + " is claimed by " + claimed);
      assertTrue(
          !claimed.isEmpty() || !fault.unseen().isBlank(),
          () -> fault.id() + " is convicted by no story on two cores, and nobody says why");
    }
  }

  private static Set<String> claims(String id) {
    return Stories.stories().stream()
        .filter(story -> List.of(Stories.storyOf(story).convicts()).contains(id))
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What no machine of ours can show has a twin that it can.
  @Test
  void whatCannotBeSeenHereHasATwin() {
    for (Fault fault : Museum.faults()) {
      if (fault.killedBy().length == 0) {
        assertEquals(Form.WEAK, fault.form(), fault::id);
        assertTrue(
            Museum.faults().stream()
                .anyMatch(twin -> twin.killedBy().length > 0 && fault.unseen().contains(twin.id())),
            () -> fault.id() + " names no twin that is killed: " + fault.unseen());
      }
    }
  }

  static Stream<Arguments> unseen() {
    return Museum.faults().stream()
        .filter(fault -> fault.killedBy().length == 0)
        .flatMap(
            fault ->
                Museum.faults().stream()
                    .filter(twin -> fault.unseen().matches(".*\\b" + twin.id() + "\\b.*"))
                    .flatMap(twin -> Stream.of(twin.killedBy()))
                    .map(story -> Arguments.of(fault.id(), story)));
  }

  /// It is played where its twin is convicted, its step is taken, and store buffers do not show it.
  @ParameterizedTest
  @MethodSource("unseen")
  void whatCannotBeSeenHereIsPlayedAllTheSame(String id, String story) {
    Findings findings =
        isNotSeen(story, id, MemoryModel.TSO, 0, outcome -> !outcome.startsWith(Scene.HELD));
    assertTrue(findings.mistaken() > 0, findings::toString);
  }

  private static final List<String> TIER_1 =
      List.of(
          "A01", "A02", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "B01", "B03", "B05",
          "B07", "B08", "B09", "C03", "C04", "D02", "D03", "D05", "D06", "D07", "D08", "E01", "E04",
          "F08");

  /// Each is there, or one of its variants, and has a killer.
  @Test
  void theTwentySevenAreConvicted() {
    assertEquals(27, TIER_1.size());
    for (String id : TIER_1) {
      assertTrue(
          killed().anyMatch(fault -> fault.id().matches(id + "[a-z]?")), () -> id + " is missing");
    }
  }

  @Test
  void theReadmeListsThem() {
    List<List<String>> told =
        Museum.classes().stream()
            .map(
                type -> {
                  Fault fault = Museum.of(type);
                  return List.of(
                      fault.id(),
                      fault.title(),
                      String.valueOf(fault.year()),
                      Museum.base(type).name(),
                      String.join(" ", fault.breaks()),
                      fault.killedBy().length == 0 ? "–" : String.join(" ", fault.killedBy()));
                })
            .toList();
    assertEquals(rows(told), rows(Readme.table("The museum")));
  }

  /// In both directions: no reason is kept that is none any more. An execution ends with the first
  /// rule that is broken, so what a fault is said to break besides counts only if it is seen first
  /// somewhere.
  @Test
  void everyInvariantIsBrokenByAFaultOrThereIsAReason() {
    Set<String> broken = new TreeSet<>();
    killed().forEach(fault -> broken.add(fault.breaks()[0]));
    killed()
        .forEach(
            fault ->
                Stream.of(fault.breaks())
                    .filter(i -> !broken.contains(i))
                    .filter(i -> isSeen(fault, i))
                    .forEach(broken::add));
    Set<String> excused =
        Readme.table("Invariants that no fault breaks").stream()
            .map(List::getFirst)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> unbroken =
        Stream.of(Invariant.values())
            .map(Invariant::name)
            .filter(name -> !broken.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(unbroken, excused);
  }

  private static Stream<Fault> killed() {
    return Museum.faults().stream().filter(fault -> fault.killedBy().length > 0);
  }

  private static boolean isSeen(Fault fault, String invariant) {
    return Stream.of(fault.killedBy())
        .map(story -> explore(Stories.named(story, Stories.all()), fault, invariant))
        .anyMatch(findings -> findings.first(outcome -> is(invariant, outcome)).isPresent());
  }

  private static String rows(List<List<String>> table) {
    return table.stream()
        .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |")))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void mutantsAreKernelsOfTheMuseumOrItsLineage() {
    for (Class<?> story : Stories.stories()) {
      for (String kernel : Stories.storyOf(story).convicts()) {
        assertFalse(kernel.equals("fixed"), story::getName);
      }
    }
    for (Class<? extends Kernel> fault : Museum.classes()) {
      assertFalse(fault.getSuperclass().isAnnotationPresent(Fault.class), fault::getName);
    }
  }
}
