package shootdown.results.story;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;
import shootdown.machine.Story;

/// The stories and controls on the class path.
public final class StoryCatalogue {
  private final List<StorySheet> sheets;
  private final List<StorySheet> explored;

  private StoryCatalogue(List<StorySheet> sheets, List<StorySheet> explored) {
    this.sheets = sorted(sheets);
    this.explored = sorted(explored);
  }

  /// Joins jcstress's list with the annotations of the classes it names.
  public static StoryCatalogue onClassPath() {
    return of(hunted(), ExploredOnly.onClassPath());
  }

  private static List<StorySheet> hunted() {
    if (TestList.class.getResource(TestList.LIST) == null) {
      return List.of();
    }
    return TestList.tests().stream()
        .map(TestList::getInfo)
        .flatMap(info -> sheet(info).stream())
        .toList();
  }

  public static StoryCatalogue of(List<StorySheet> sheets) {
    return of(sheets, List.of());
  }

  /// With stories that jcstress does not know, and that can be explored only.
  public static StoryCatalogue of(List<StorySheet> sheets, List<StorySheet> explored) {
    return new StoryCatalogue(sheets, explored);
  }

  private static List<StorySheet> sorted(List<StorySheet> sheets) {
    return sheets.stream().sorted(Comparator.comparing(StorySheet::id)).toList();
  }

  /// Every sheet whose id contains a match; sorted, so that two runs plan alike.
  public List<StorySheet> matching(Pattern pattern) {
    return where(sheet -> pattern.matcher(sheet.id()).find());
  }

  /// Every story whose id contains a match, with those that can be explored only. No controls: they
  /// have no verdict.
  public List<StorySheet> explorable(Pattern pattern) {
    return sorted(Stream.concat(sheets.stream(), explored.stream()).toList()).stream()
        .filter(sheet -> sheet.kind() == StorySheet.Kind.STORY)
        .filter(sheet -> pattern.matcher(sheet.id()).find())
        .toList();
  }

  public List<StorySheet> where(Predicate<StorySheet> wanted) {
    return sheets.stream().filter(wanted).toList();
  }

  private static Optional<StorySheet> sheet(TestInfo info) {
    Story story = annotation(info);
    if (story != null) {
      return Optional.of(StorySheet.of(info.name(), info.threads(), story));
    }
    StorySheet plain = StorySheet.unknown(info.name(), info.threads());
    return plain.kind() == StorySheet.Kind.CONTROL ? Optional.of(plain) : Optional.empty();
  }

  private static @Nullable Story annotation(TestInfo info) {
    try {
      ClassLoader loader = StoryCatalogue.class.getClassLoader();
      return Class.forName(info.binaryName(), false, loader).getAnnotation(Story.class);
    } catch (ClassNotFoundException e) {
      return null; // listed but absent: nothing that we could run
    }
  }
}
