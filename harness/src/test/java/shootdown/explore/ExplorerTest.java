package shootdown.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.litmus.Belongings;
import shootdown.litmus.DelayedCall;
import shootdown.litmus.LateInterrupt;
import shootdown.litmus.LazyExit;
import shootdown.litmus.LazyWalker;
import shootdown.litmus.Waits;
import shootdown.machine.Kernels;

final class ExplorerTest {
  private static final Settings LITTLE =
      Settings.DEFAULT.model(MemoryModel.SC).time(Duration.ofMinutes(1));

  private static Findings explore(Class<?> story, Settings settings) {
    return explorer().explore(story.getName(), settings, standing -> {});
  }

  private static Explorer explorer() {
    return new Explorer(Carrier.best(), ExplorerTest.class.getClassLoader());
  }

  private static Set<String> outcomes(Findings findings) {
    return findings.outcomes().stream()
        .map(Findings.Reached::outcome)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Schedule schedule(Findings findings, String beginning) {
    return findings.outcomes().stream()
        .filter(r -> r.outcome().startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .schedule();
  }

  @Test
  void runsOnContinuationsHere() {
    assertEquals("continuations", Carrier.best().name());
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void isFairToWhoSpins(MemoryModel model) {
    Findings findings = explore(Waits.Baton.class, LITTLE.model(model));
    assertEquals(Set.of("1 1"), outcomes(findings));
    assertTrue(findings.exhausted());
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatAVcpuDoesItselfEndsItsWaitToo(MemoryModel model) {
    Findings findings = explore(Waits.OwnDoing.class, LITTLE.model(model));
    assertEquals(Set.of("1 1"), outcomes(findings));
    assertTrue(findings.exhausted());
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoWaitsForAChangeOfItsOwnWriteLetsTheOthersSeeIt(MemoryModel model) {
    Findings findings = explore(Waits.OwnWriteAwaited.class, LITTLE.model(model));
    assertEquals(Set.of("1 1"), outcomes(findings));
    assertTrue(findings.exhausted());
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void findsADeadlockExactly(MemoryModel model) {
    Findings findings = explore(Waits.OppositeLocks.class, LITTLE.model(model));
    assertEquals(Set.of("1 1", "DEADLOCK"), outcomes(findings));
    assertTrue(findings.exhausted());
  }

  @Test
  void tellsOfADeadlockWhoWaitsForWhat() {
    Schedule schedule = schedule(explore(Waits.OppositeLocks.class, LITTLE), "DEADLOCK");
    String columns = explorer().replay(schedule).columns();
    assertTrue(columns.contains("-- nobody can go on"), columns);
    assertTrue(columns.contains("-- waits for a write to int#2[1]"), columns);
    assertTrue(columns.contains("-- waits for a write to int#2[0]"), columns);
  }

  @Test
  void findsALivelockByItsLength() {
    Findings findings = explore(Waits.AfterYou.class, LITTLE.search(Search.PCT).executions(2000));
    assertEquals(Set.of("1 1"), outcomes(findings));
    findings = explore(Waits.AfterYou.class, LITTLE.search(Search.RANDOM).executions(2000));
    assertEquals(Set.of("1 1"), outcomes(findings));
  }

  @Test
  void seesBothInsideOnlyWithStoreBuffers() {
    assertEquals(Set.of("0 0", "0 1", "1 0"), outcomes(explore(Waits.Dekker.class, LITTLE)));
    assertEquals(
        Set.of("0 0", "0 1", "1 0", "1 1"),
        outcomes(explore(Waits.Dekker.class, LITTLE.model(MemoryModel.TSO))));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void seesVolatileFields(MemoryModel model) {
    assertEquals(
        Set.of("0 1 1", "0 1 2", "1 0 1", "1 0 2", "1 1 1", "1 1 2"),
        outcomes(explore(Waits.VolatileFields.class, LITTLE.model(model))));
  }

  @Test
  void aVcpuSeesItsOwnBufferedWritesByPlainReadsToo() {
    assertEquals(
        Set.of("10 10", "10 11", "11 10", "11 11"),
        outcomes(explore(Waits.OwnPlainReads.class, LITTLE.model(MemoryModel.TSO))));
  }

  @Test
  void platformThreadsComeToTheSame() {
    for (Class<?> story : Set.of(Waits.Dekker.class, Waits.OppositeLocks.class)) {
      Findings slow =
          new Explorer(new ThreadCarrier(), ExplorerTest.class.getClassLoader())
              .explore(story.getName(), LITTLE.model(MemoryModel.TSO), standing -> {});
      Findings fast = explore(story, LITTLE.model(MemoryModel.TSO));
      assertEquals("platform threads", slow.carrier());
      assertEquals(outcomes(fast), outcomes(slow));
      assertEquals(fast.executions(), slow.executions());
    }
  }

  @Test
  void theFixedKernelHoldsAndTheSeedIsConvictedByOnePreemption() {
    Findings fixed = explore(LazyExit.class, LITTLE.bound(1));
    assertEquals(Set.of("held"), outcomes(fixed));
    assertEquals(1, fixed.bound());
    assertFalse(fixed.exhausted());
    Findings seed = explore(LazyExit.class, LITTLE.bound(1).kernel("seed"));
    assertEquals(1, schedule(seed, "S4").cost());
  }

  /// 'd' + 1 + 3 + 4 + 6.5 + 7.25 + 10 + 2 + 2, and 1 + 2 + 1.
  @Test
  void eachExecutionBeginsWithTheSame() {
    Findings findings = explore(Belongings.Changed.class, LITTLE);
    assertEquals(Set.of("139 0"), outcomes(findings));
    assertTrue(findings.executions() > 1, findings::toString);
    assertEquals(Set.of("1 0"), outcomes(explore(Belongings.Listed.class, LITTLE)));
  }

  @Test
  void aSearchForAViolationEndsWithTheFirst() {
    Settings settings = LITTLE.bound(2).kernel("seed");
    Findings findings =
        explorer().exploreUntil(LazyExit.class.getName(), settings, o -> o.startsWith("S4"));
    Findings.Reached first = findings.first(o -> o.startsWith("S4")).orElseThrow();
    assertEquals(findings.executions(), first.firstAfter());
    assertEquals(first.outcome(), explorer().replay(first.schedule()).outcome());
  }

  @Test
  void aScheduleShowsTheSameEachTime() {
    Findings seed = explore(LazyExit.class, LITTLE.bound(1).kernel("seed"));
    Schedule schedule = Schedule.parse(schedule(seed, "S4").toString());
    Explorer.Replayed first = explorer().replay(schedule);
    Explorer.Replayed second = explorer().replay(schedule);
    assertEquals(schedule.outcome(), first.outcome());
    assertEquals(first, second);
    assertTrue(first.columns().contains("BREACH S4"), first::columns);
    assertTrue(first.columns().contains("-- stopped before "), first::columns);
  }

  /// Whatever the search had learnt of shared places when it found it, and on any memory.
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void everyScheduleLeadsWhereItDid(MemoryModel model) {
    for (Search search : Search.values()) {
      Settings settings = LITTLE.model(model).search(search).bound(2).executions(300);
      Findings findings = explore(LazyExit.class, settings.kernel("seed"));
      for (Findings.Reached reached : findings.outcomes()) {
        assertEquals(reached.outcome(), explorer().replay(reached.schedule()).outcome());
      }
    }
  }

  @Test
  void anInterruptThatCameWhereTheyAreTurnedOnIsNotAwaitedAnyMore() {
    Findings findings = explore(LateInterrupt.class, LITTLE.bound(1));
    assertEquals(Set.of("held"), outcomes(findings));
    assertEquals(1, findings.bound());
  }

  @ParameterizedTest
  @EnumSource(
      value = Search.class,
      names = {"RANDOM", "PCT"})
  void aRandomScheduleIsCutDownToWhatIsNeeded(Search search) {
    Findings seed = explore(LazyExit.class, LITTLE.search(search).executions(5000).kernel("seed"));
    Schedule found = schedule(seed, "S4");
    Schedule least = explorer().minimise(found);
    assertEquals(1, least.cost());
    assertEquals(found.outcome(), explorer().replay(least).outcome());
  }

  @ParameterizedTest
  @EnumSource(
      value = Search.class,
      names = {"RANDOM", "PCT"})
  void aSeedDecidesWhatIsSeen(Search search) {
    Settings settings = LITTLE.search(search).executions(300).seed(42).kernel("seed");
    assertEquals(
        explore(LazyExit.class, settings).outcomes().toString(),
        explore(LazyExit.class, settings).outcomes().toString());
  }

  @Test
  void aScheduleOfOtherCodeIsRefused() {
    Schedule foreign =
        Schedule.parse(
            """
            shootdown schedule 1
            story   shootdown.litmus.Waits$Dekker
            kernel  fixed
            memory  sc
            outcome 0 0
            vcpu1 at 99.0 preempt 1
            """);
    assertEquals(
        "the schedule does not fit shootdown.litmus.Waits$Dekker on fixed: the code is not what it"
            + " was",
        assertThrows(IllegalArgumentException.class, () -> explorer().replay(foreign))
            .getMessage());
  }

  @Test
  void namesAStoryOrKernelThatIsNotThere() {
    assertEquals(
        "no such story: shootdown.Nothing",
        assertThrows(
                IllegalArgumentException.class,
                () -> explorer().explore("shootdown.Nothing", LITTLE, standing -> {}))
            .getMessage());
    assertEquals(
        "unknown kernel: name=nothing is none of "
            + Kernels.names()
            + ", no fault of the museum and no class on the class path",
        assertThrows(
                IllegalArgumentException.class,
                () -> explore(LazyExit.class, LITTLE.kernel("nothing")))
            .getMessage());
  }

  @Test
  void aProcessorThatWalksByItselfShowsWhatNobodyAskedFor() {
    Settings unflushed = LITTLE.kernel("example.LocalFlushKernel").bound(2).model(MemoryModel.SC);
    assertEquals(Set.of("held"), outcomes(explore(LazyWalker.class, unflushed)));
    Findings walked = explore(LazyWalker.class, unflushed.fills(1));
    Schedule stale = schedule(walked, "S10");
    assertEquals(1, stale.fills());
    String columns = explorer().replay(stale).columns();
    assertTrue(columns.contains("-- its processor walks to page 0"), columns);
    assertEquals(Set.of("held"), outcomes(explore(LazyWalker.class, LITTLE.bound(2).fills(1))));
  }

  @Test
  void aPendingInterruptMayComeLater() {
    Findings findings = explore(DelayedCall.class, LITTLE.bound(1));
    assertTrue(outcomes(findings).contains("at 0"), findings::toString);
    assertTrue(outcomes(findings).contains("at 2"), findings::toString);
  }

  private static Set<String> races(Class<?> story, String kernel) {
    return explorer().races(story.getName(), LITTLE.kernel(kernel).executions(200));
  }

  @Test
  void findsAPlainValueThatNothingOrders() {
    Set<String> races = races(Waits.RacyHandover.class, "fixed");
    assertEquals(
        List.of("[0]", "value"), races.stream().map(r -> r.substring(0, r.indexOf(':'))).toList());
    assertTrue(
        races.stream().allMatch(r -> r.contains("Handover.put:") && r.contains("Handover.take:")),
        races::toString);
  }

  @Test
  void findsNoneWhereAFlagOrFencesOrderIt() {
    assertEquals(Set.of(), races(Waits.OrderedHandover.class, "fixed"));
    assertEquals(Set.of(), races(Waits.FencedHandover.class, "fixed"));
  }

  @Test
  void theMachineHasNoPlainRaces() {
    assertEquals(Set.of(), races(LazyExit.class, "fixed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "seed"})
  void theReductionLosesNoOutcomeOfTheMachine(String kernel) throws ReflectiveOperationException {
    for (MemoryModel model : MemoryModel.values()) {
      assertEquals(
          outcomes(DepthFirst.plain(1), LazyExit.class, kernel, model),
          outcomes(DepthFirst.upTo(1), LazyExit.class, kernel, model),
          model.word());
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Waits.Baton.class,
        Waits.OppositeLocks.class,
        Waits.OwnWriteAwaited.class,
        Waits.RingOfLocks.class
      })
  void theReductionLosesNoOutcomeOfThoseWhoWait(Class<?> story)
      throws ReflectiveOperationException {
    for (MemoryModel model : MemoryModel.values()) {
      for (int bound = 0; bound <= 3; bound++) {
        assertEquals(
            outcomes(DepthFirst.plain(bound), story, "fixed", model),
            outcomes(DepthFirst.upTo(bound), story, "fixed", model),
            model.word() + " up to " + bound);
      }
    }
  }

  /// To be stuck two must be stopped once they have their first lock.
  @Test
  void aBoundIsReachedWithThreeToo() {
    Findings some = explore(Waits.RingOfLocks.class, LITTLE.bound(1));
    assertEquals(1, some.bound());
    assertFalse(outcomes(some).contains("DEADLOCK"), some::toString);
    Findings all = explore(Waits.RingOfLocks.class, LITTLE);
    assertTrue(all.exhausted(), all::toString);
    assertEquals(2, schedule(all, "DEADLOCK").cost());
  }

  private static Set<String> outcomes(
      DepthFirst search, Class<?> story, String kernel, MemoryModel model)
      throws ReflectiveOperationException {
    System.setProperty("shootdown.kernel", kernel);
    try {
      var loader = ExploringLoader.forOne(ExplorerTest.class.getClassLoader(), false, Set.of());
      var script = new Script(loader.loadClass(story.getName()), "");
      var exploration = new Exploration(script, Theatre.of(Carrier.best(), model, 0));
      exploration.rehearse();
      boolean _ = exploration.run(new RandomWalk(3), 500, Duration.ofMinutes(1));
      exploration.outcomes().clear();
      assertTrue(exploration.run(search, Long.MAX_VALUE, Duration.ofMinutes(1)));
      return new TreeSet<>(exploration.outcomes().keySet());
    } finally {
      System.clearProperty("shootdown.kernel");
    }
  }
}
