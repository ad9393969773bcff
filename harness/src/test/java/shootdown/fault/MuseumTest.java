package shootdown.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.ClassFiles;
import shootdown.kernel.Kernel;
import shootdown.machine.Kernels;
import shootdown.oracle.Invariant;
import shootdown.torture.Scenario;

/// The catalogue is whole, and each fault is one step away from a kernel that has a name.
final class MuseumTest {
  private static final Pattern ID = Pattern.compile("[A-F]\\d\\d[a-z]?");

  static Stream<Class<? extends Kernel>> classes() {
    return Museum.classes().stream();
  }

  @Test
  void listsEveryFaultOfThePackage() {
    Set<String> inThePackage =
        ClassFiles.all().stream()
            .map(model -> model.thisClass().asInternalName())
            .filter(name -> name.matches("shootdown/fault/[A-F]\\d\\d[^$]*"))
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed =
        classes().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(inThePackage, listed);
    List<String> ids = Museum.faults().stream().map(Fault::id).toList();
    assertEquals(ids.size(), new HashSet<>(ids).size(), ids::toString);
    assertEquals(ids.stream().sorted().toList(), ids, "in the order of the families");
  }

  @ParameterizedTest
  @MethodSource("classes")
  void tellsItsStory(Class<? extends Kernel> type) {
    Fault fault = Museum.of(type);
    assertTrue(ID.matcher(fault.id()).matches(), fault.id());
    assertTrue(type.getSimpleName().startsWith(fault.id() + "_"), type.getSimpleName());
    assertTrue(fault.year() >= 2003 && fault.year() <= 2026, () -> fault.id() + fault.year());
    assertFalse(fault.source().isBlank());
    assertTrue(fault.title().length() <= 80, () -> fault.title().length() + ": " + fault.title());
    assertFalse(fault.missing().isBlank());
    assertTrue(fault.interleaving().length >= 2, fault.id());
    for (String step : fault.interleaving()) {
      assertTrue(step.matches("(cpu\\d|xen|the guest) .*"), step);
    }
    assertTrue(fault.breaks().length > 0, fault.id());
    for (String invariant : fault.breaks()) {
      assertEquals(invariant, Invariant.valueOf(invariant).name());
    }
  }

  /// What only a weaker machine shows, torture on this one cannot.
  @ParameterizedTest
  @MethodSource("classes")
  void isToldWhereTortureBringsItAboutOrWhyNot(Class<? extends Kernel> type) {
    Fault fault = Museum.of(type);
    if (fault.form() == Form.WEAK) {
      assertEquals("", fault.scenario() + fault.endures());
    } else {
      assertTrue(Scenario.PRESETS.contains(fault.scenario()), fault.scenario());
      assertTrue(fault.endures().isEmpty() || fault.endures().matches("[A-Z].*[.]"), fault.id());
    }
  }

  @ParameterizedTest
  @MethodSource("classes")
  void isAKernelByItsNumber(Class<? extends Kernel> type) {
    String id = Museum.of(type).id();
    assertEquals(id, Kernels.byName(id).name());
    assertEquals(type, Kernels.byName(id).getClass());
    assertTrue(Kernels.names().contains(Museum.base(type).name()), Museum.base(type).name());
  }

  /// The name apart.
  @ParameterizedTest
  @MethodSource("classes")
  void overridesOneStep(Class<? extends Kernel> type) {
    List<String> steps =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> !m.isSynthetic() && !Modifier.isPrivate(m.getModifiers()))
            .map(Method::getName)
            .filter(name -> !name.equals("name"))
            .toList();
    assertEquals(1, steps.size(), () -> Museum.of(type).id() + " overrides " + steps);
  }
}
