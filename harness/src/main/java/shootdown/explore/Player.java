package shootdown.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One vCPU in one execution after another: where it stands, what it has read, what its store
/// buffer holds.
final class Player {
  final int id;
  Coroutine coroutine;

  /// Its writes that the others do not see yet, oldest first.
  final List<Buffered> buffer = new ArrayList<>();

  /// Whether it has loaded something while its buffer held a write.
  boolean loadedAhead;

  /// How many accesses it has come to.
  int points;

  /// How many choices have come up since it came to the last one.
  int nth;

  /// Stands for everything it has done and read.
  long history;

  int drained;

  /// It spun once without seeing anything new: it cannot go on until something it read is written.
  boolean waiting;

  /// It has just been chosen to run, and was not at a point then: the next one is its own.
  boolean granted;

  /// Its processor is walking somewhere.
  boolean walking;

  /// How many interrupt points a pending interrupt still lets pass.
  int late;

  /// The same when it last spun.
  int lateWhenSpun;

  @Nullable Site at;
  int atLoc;

  private boolean over;
  private int born;
  private int reads;
  private int[] readLocs = new int[16];
  private long[] readEvents = new long[16];

  /// By place, when it was read last: what bears the number of this turn is among the reads.
  private int[] readIn = new int[256];

  private int turn;

  Player(int id, Coroutine coroutine) {
    this.id = id;
    this.coroutine = coroutine;
    begin(coroutine);
  }

  /// An execution begins.
  void begin(Coroutine anew) {
    coroutine = anew;
    history = Hash.mix(id + 1);
    over = false;
    buffer.clear();
    points = 0;
    nth = 0;
    drained = 0;
    waiting = false;
    granted = true;
    walking = false;
    late = 0;
    lateWhenSpun = 0;
    at = null;
    atLoc = 0;
    born = 0;
    forgetReads();
  }

  /// Runs until it stops or is through.
  void resume() {
    coroutine.resume();
    over = coroutine.isOver();
  }

  boolean isOver() {
    return over;
  }

  /// A number for an object it makes.
  int nextBirth() {
    return (id + 1) << 24 | ++born;
  }

  // --- what it has read since it last spun ---

  void forgetReads() {
    reads = 0;
    turn++;
  }

  /// If it reads a place again, what it saw first counts: it may have acted on that.
  void read(int loc, long event) {
    if (loc >= readIn.length) {
      readIn = Arrays.copyOf(readIn, Math.max(loc + 1, 2 * readIn.length));
    }
    if (readIn[loc] == turn) {
      return;
    }
    readIn[loc] = turn;
    if (reads == readLocs.length) {
      readLocs = Arrays.copyOf(readLocs, 2 * reads);
      readEvents = Arrays.copyOf(readEvents, 2 * reads);
    }
    readLocs[reads] = loc;
    readEvents[reads++] = event;
  }

  /// Whether something it read has been written since: by another, or by an interrupt of its own.
  boolean sawOldNews(Versions versions) {
    for (int i = 0; i < reads; i++) {
      if (seen(readLocs[i], versions) != readEvents[i]) {
        return true;
      }
    }
    return false;
  }

  /// The write that it would read now: its own newest if that is still buffered.
  long seen(int loc, Versions versions) {
    Buffered own = newest(loc);
    return own == null ? versions.get(loc) : own.event;
  }

  /// The places that something new would have to be written to.
  List<String> awaited(Locations locations) {
    return IntStream.range(0, reads).mapToObj(i -> locations.name(readLocs[i])).toList();
  }

  /// A write in the buffer of `other` to something this one has read, or null.
  @Nullable Buffered newsIn(Player other) {
    for (Buffered write : other.buffer) {
      for (int i = 0; i < reads; i++) {
        if (readLocs[i] == write.loc) {
          return write;
        }
      }
    }
    return null;
  }

  // --- its store buffer ---

  /// Its own newest write to `loc` that the others do not see yet, or null.
  @Nullable Buffered newest(int loc) {
    for (int i = buffer.size() - 1; i >= 0; i--) {
      if (buffer.get(i).loc == loc) {
        return buffer.get(i);
      }
    }
    return null;
  }

  /// The oldest one, or null.
  @Nullable Buffered oldest(int loc) {
    for (Buffered write : buffer) {
      if (write.loc == loc) {
        return write;
      }
    }
    return null;
  }

  void putOn() {
    buffer.forEach(Buffered::putOn);
  }

  void takeOff() {
    for (int i = buffer.size() - 1; i >= 0; i--) {
      buffer.get(i).takeOff();
    }
  }

  @Override
  public String toString() {
    return "vcpu" + id;
  }
}
