package survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A small survey: gaps that a survey found, by the stories that closed them.
final class SurveyTest {
  private static Trial trial(MutatedClasses classes, String story, Trial.Depth depth) {
    List<Trial.Play> plays =
        Survey.plays().stream().filter(play -> play.simpleName().equals(story)).toList();
    assertEquals(1, plays.size(), story);
    var trial = new Trial(classes, depth);
    trial.rehearse(plays);
    return trial;
  }

  /// The class of a method, mutated.
  private static MutatedClasses of(String method) throws IOException {
    String type = method.substring(0, method.indexOf('.'));
    return new MutatedClasses(Pattern.compile("shootdown/" + type + "[.]class"));
  }

  /// The last of that name.
  private static Mutant mutant(MutatedClasses classes, String method, String what) {
    return classes.mutants().stream()
        .filter(m -> m.method().equals(method) && m.what().equals(what))
        .reduce((one, next) -> next)
        .orElseThrow(() -> new AssertionError("no such mutant: " + method + " " + what));
  }

  @AfterEach
  void turnOff() {
    int[] _ = Switch.count(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          smp/CpuLife.cpuUp           | swap setOnline, up              | S4  | Exit_19_UpBesideExit             | QUICK
          smp/CpuLife.stopSelf        | swap loadSwapper, clearVolatile | S10 | Stop_02_BesideFlush              | THOROUGH
          smp/CpuLife.sendStop        | skip lockCalls                  | S7 | Stop_03_BesideCallAndExit        | QUICK
          smp/CpuLife.sendStop        | skip callTargets as 0           | S20 | Stop_01_ThenCall                 | QUICK
          kernel/TaskMm.useMm         | skip switchMm                   | S22 | Flush_06_BesideExecAndUse        | QUICK
          kernel/FlushTlb.flushTlbLocal | skip queueMmuext              | S10 | Flush_06_BesideExecAndUse        | QUICK
          kernel/SwitchMm.switchMm    | skip switchToSame               | S22 | Batch_03_SwitchBesideExecAndCall | QUICK
          kernel/Mappings.protect     | skip flushTlb                   | S10 | Flush_08_Protect                 | QUICK
          kernel/PageStores.flushUnusedLocked | skip flushTlbAll        | S10 | Pin_10_KmapFlushBesideKmaps      | QUICK
          kernel/Idle.cpuIdle         | skip irqDisable                 | L1  | Ipi_04_Blocked                   | QUICK
          kernel/ExitMmap.mmPut       | skip freePgtables               | S16 | Exit_01_LazyBorrower             | QUICK
          kernel/ExitMmap.mmPut       | skip mmDrop                     | S16 | Exit_01_LazyBorrower             | QUICK
          kernel/ContextSwitch.contextSwitch | skip mmDrop             | S16 | Exit_16_TwoThreadsAndABorrower   | QUICK
          kernel/TaskMm.exec          | skip mmDrop                     | S16 | Pin_08_ForkBesideExecAndCall     | QUICK
          kernel/TaskMm.exitMm        | skip putCpu                     | S7  | Exit_01_LazyBorrower             | QUICK
          kernel/FlushTlb.flushTlbAll | skip doFlushTlbAll              | S10 | Pin_10_KmapFlushBesideKmaps      | QUICK
          kernel/FlushTlb.doFlushTlbAll | skip flushTlbLocal            | S10 | Pin_10_KmapFlushBesideKmaps      | QUICK
          kernel/PageStores.kmapFlushUnused | skip lock                 | S7 | Pin_10_KmapFlushBesideKmaps      | QUICK
          kernel/MmLife.pgdListAdd    | skip setPgdList                 | S21 | Pin_04_VmallocSync               | QUICK
          kernel/Mappings.releaseTable | skip lockPageTable             | S7 | Table_08_ReleaseBesideForkAndFault | QUICK
          kernel/TaskMm.copyPages     | skip lockPageTable              | S7 | Table_08_ReleaseBesideForkAndFault | QUICK
          """)
  void isKilled(String method, String what, String invariant, String story, Trial.Depth depth)
      throws IOException {
    MutatedClasses classes = of(method);
    Trial trial = trial(classes, story, depth);
    Verdict verdict = trial.judge(mutant(classes, method, what));
    assertEquals(Verdict.KILLED, verdict.word(), verdict::toString);
    assertTrue(verdict.how().startsWith(invariant + " "), verdict::how);
    assertTrue(verdict.how().endsWith(" by " + story), verdict::how);
  }

  @Test
  void whatMakesNoDifferenceSurvivesAndWhatIsNotPlayedIsUnreached() throws IOException {
    MutatedClasses classes = of("smp/CpuLife.cpuUp");
    Trial trial = trial(classes, "Exit_10_CpuOffline", Trial.Depth.QUICK);
    Mutant redundant = mutant(classes, "smp/CpuLife.resetPerCpu", "skip setTlbState");
    assertEquals(Verdict.SURVIVED, trial.judge(redundant).word());
    Mutant unplayed = mutant(classes, "smp/CpuLife.sendStop", "skip unlock");
    assertEquals(Verdict.UNREACHED, trial.judge(unplayed).word());
  }
}
