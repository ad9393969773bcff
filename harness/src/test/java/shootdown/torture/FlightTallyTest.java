package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the flight recorder gets to see.
@Timeout(600)
final class FlightTallyTest {
  @TempDir Path folder;

  private Map<String, List<RecordedEvent>> recorded(String kernel, long operations)
      throws IOException {
    Path file = folder.resolve("torture.jfr");
    try (var recording = new Recording()) {
      recording.start();
      Settings settings =
          Settings.standard()
              .kernel(kernel)
              .scenario(Scenario.preset("exits"))
              .vcpus(3)
              .time(Duration.ofHours(1))
              .operations(operations)
              .untilKill(true)
              .jfr(file.toString());
      var _ = new Torture(settings, Torture.Listener.DEAF).run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(e -> e.getEventType().getName().startsWith("shootdown."))
        .collect(Collectors.groupingBy(e -> e.getEventType().getName()));
  }

  private static RecordedEvent first(Map<String, List<RecordedEvent>> events, String name) {
    return events.getOrDefault(name, List.of()).getFirst();
  }

  @Test
  void pinsShootdownsAndInterrupts() throws IOException {
    Map<String, List<RecordedEvent>> events = recorded("fixed", 600);
    RecordedEvent pin = first(events, "shootdown.Pin");
    assertTrue(pin.getDuration().toNanos() > 0);
    assertTrue(pin.getInt("pgd") > 0);
    RecordedEvent shootdown = first(events, "shootdown.Shootdown");
    assertTrue(shootdown.getInt("mm") > 0);
    assertTrue(shootdown.getInt("targets") >= 0);
    RecordedEvent ipi = first(events, "shootdown.Ipi");
    assertTrue(List.of("RESCHEDULE", "CALL_FUNCTION").contains(ipi.getString("vector")));
    assertTrue(ipi.getInt("target") < 3 && ipi.getInt("vcpu") < 3);
    assertEquals(null, events.get("shootdown.Stall"));
  }

  @Test
  void theStallThatEndsALife() throws IOException {
    Map<String, List<RecordedEvent>> events =
        recorded(BrokenKernels.Mute.class.getName(), 1_000_000);
    assertTrue(first(events, "shootdown.Stall").getInt("vcpu") < 3);
  }
}
