package shootdown.results.story;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;
import shootdown.machine.Story;

/// The stories and controls on the class path.
public final class StoryCatalogue {
  private final List<StorySheet> sheets;

  private StoryCatalogue(List<StorySheet> sheets) {
    this.sheets = sheets;
  }

  /// Joins jcstress's list with the annotations of the classes it names.
  public static StoryCatalogue onClassPath() {
    if (TestList.class.getResource(TestList.LIST) == null) {
      return of(List.of());
    }
    return of(
        TestList.tests().stream()
            .map(TestList::getInfo)
            .flatMap(info -> sheet(info).stream())
            .toList());
  }

  public static StoryCatalogue of(List<StorySheet> sheets) {
    return new StoryCatalogue(
        sheets.stream().sorted(Comparator.comparing(StorySheet::id)).toList());
  }

  /// Every sheet whose id contains a match; sorted, so that two runs plan alike.
  public List<StorySheet> matching(Pattern pattern) {
    return where(sheet -> pattern.matcher(sheet.id()).find());
  }

  public List<StorySheet> where(Predicate<StorySheet> wanted) {
    return sheets.stream().filter(wanted).toList();
  }

  private static Optional<StorySheet> sheet(TestInfo info) {
    Story story = annotation(info);
    if (story != null) {
      return Optional.of(
          new StorySheet(
              info.name(),
              StorySheet.Kind.STORY,
              info.threads(),
              story.question(),
              story.standsFor(),
              List.of(story.guards()),
              List.of(story.convicts()),
              story.control()));
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
