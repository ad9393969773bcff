package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whether a lost wake-up is noticed, and none is where none is lost.
class WatchedTest {
  private static final int POSTS = 2_000;

  /// The last post is never to be seen before the next is made.
  private static final class Late implements Mailbox {
    private volatile long posted;

    @Override
    public void post(long number) {
      posted = number;
    }

    @Override
    public long drain() {
      return posted - 1;
    }
  }

  private static Watched played(Mailbox mailbox) {
    var watched = new Watched(mailbox);
    Thread sender = Thread.ofPlatform().start(() -> watched.call(POSTS));
    watched.answer(POSTS);
    try {
      sender.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return watched;
  }

  static Stream<Mailbox> ours() {
    return Stream.of(new Mailbox.Bitset(), new Mailbox.Slots());
  }

  @ParameterizedTest
  @MethodSource("ours")
  void oursLoseNothing(Mailbox mailbox) {
    Watched watched = played(mailbox);

    assertEquals(POSTS, watched.posts());
    assertEquals(0, watched.lost());
    assertTrue(watched.looks() >= 1 && watched.looks() <= POSTS, "looks=" + watched.looks());
  }

  @Test
  void oneThatIsLateLosesAtLeastTheLast() {
    Watched watched = played(new Late());

    assertTrue(watched.lost() >= 1 && watched.lost() <= watched.looks(), "lost=" + watched.lost());
  }
}
