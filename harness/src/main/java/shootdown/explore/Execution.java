package shootdown.explore;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One story played once, one step at a time.
///
/// **How it works.** Each vCPU is a coroutine. Before an access to something shared it stops, and
/// the strategy says who runs on. A vCPU that spins is set aside once a turn of its loop has
/// brought nothing new: it can go on only when something it read in that turn is written. If nobody
/// can go on, the machine stands still, exactly; one waiter is then let run until the machine's own
/// stall judge says so, and if that stays silent the execution ends as [Ending#DEADLOCK].
///
/// **Store buffers.** Memory is the heap. The buffered writes of the vCPU that runs lie over it,
/// and are taken off when it stops: so its own plain reads see them too. A write is drained no
/// sooner than it matters: when another vCPU touches the same place, or spins on it, or the writer
/// meets a locked operation. Whether it is drained then is a choice, and the only ones.
///
/// Driven by one thread; see [Carrier] for what the vCPUs run on.
final class Execution implements Moment {
  private static final int BUFFER = 56; // Zen 4 has 64, Golden Cove 112; stories come to a dozen
  private static final int JUDGE_TURNS = 4096;

  /// Later than every write.
  private static final int NEVER = Integer.MAX_VALUE;

  private static final int[] NO_PAGES = {};

  private final Script.Staged story;
  private final int[] pages;
  private final List<Player> players;
  private final MemoryModel model;
  private final Strategy strategy;
  private final Locations locations;
  private final Versions versions;
  private final Births births;
  private final Fields fields;
  private final int longest;
  private final Observer observer;
  private final @Nullable Races races;

  private Player running;
  private @Nullable Player next;
  private @Nullable Player judging;
  private @Nullable Player overlaid;
  private @Nullable Ending ending;
  private int judged;
  private int judgeTurns;
  private int issued;
  private int fills;
  private int points;
  private boolean mistaken;
  private int draining;

  private final Player[] candidates;
  private final List<Deviation> deviations = new ArrayList<>();

  // the access under way
  private int loc;
  private @Nullable Field field;
  private @Nullable Object holder;
  private int index;
  private @Nullable Object below;

  Execution(Script.Staged story, Theatre theatre, Strategy strategy, Observer observer) {
    this.story = story;
    this.fills = theatre.fills();
    this.pages = fills == 0 ? NO_PAGES : story.pages();
    this.players = theatre.players(story.bodies());
    this.running = players.getFirst();
    this.candidates = new Player[players.size() + 1];
    this.model = theatre.model();
    this.strategy = strategy;
    this.locations = theatre.locations();
    this.versions = theatre.versions();
    this.births = theatre.births();
    this.fields = theatre.fields();
    this.longest = theatre.longest();
    this.observer = observer;
    this.races = theatre.races();
    if (races != null) {
      races.begin(players.size());
    }
  }

  /// Plays it.
  Ending run() {
    versions.clear();
    Points.enter(this);
    try {
      for (Player p = turn(); p != null; p = following()) {
        resume(p);
      }
    } finally {
      Points.leave();
    }
    Ending how = ending == null ? Ending.COMPLETE : ending;
    if (how != Ending.COMPLETE) {
      players.forEach(p -> p.coroutine.abandon());
    }
    return how;
  }

  private void resume(Player p) {
    running = p;
    next = null;
    if (p.waiting) {
      p.waiting = false;
      p.granted = true;
      p.forgetReads();
    }
    overlaid = p;
    p.putOn();
    p.resume();
    p.takeOff();
    overlaid = null;
  }

  private @Nullable Player following() {
    if (ending != null) {
      return null;
    }
    return next != null ? next : turn();
  }

  // --- who runs ---

  /// The running vCPU can be stopped here.
  private void reach(Player p, Site site, int where) {
    p.at = site;
    p.atLoc = where;
    if (locations.isShared(where) && ++points > longest && judging == null) {
      aside(() -> observer.endless(players));
      end(Ending.LIVELOCK);
      return;
    }
    if (fills > 0 && !p.walking && judging == null && pages.length > 0) {
      walk(p, site, where);
    }
    if (p.granted || judging == p) {
      p.granted = false;
      return;
    }
    int n = enabled(p);
    if (n > 1) {
      int option = choose(Choice.PREEMPT, n);
      if (option > 0) {
        hand(candidates[option], p);
      }
    }
  }

  /// The processor may walk somewhere before its vCPU goes on; the others may run meanwhile.
  private void walk(Player p, Site site, int where) {
    int option = choose(Choice.FILL, pages.length + 1);
    if (option > 0) {
      fills--;
      observer.walks(p, pages[option - 1]);
      p.history = Hash.mix(p.history, option);
      p.walking = true;
      story.fill(p.id, pages[option - 1]);
      p.walking = false;
      p.at = site;
      p.atLoc = where;
    }
  }

  private void hand(Player to, Player from) {
    observer.preempted(from, to);
    wake(to);
    next = to;
    if (!from.coroutine.pause()) {
      next = null; // it cannot be stopped here
    }
  }

  /// Those who can go on, `first` before all others if it is one of them.
  private int enabled(@Nullable Player first) {
    int n = 0;
    if (first != null) {
      candidates[n++] = first;
    }
    int all = players.size();
    for (int i = 1; i <= all; i++) {
      int id = running.id + i;
      Player p = players.get(id < all ? id : id - all);
      if (p != first && isEnabled(p)) {
        candidates[n++] = p;
      }
    }
    return n;
  }

  private boolean isEnabled(Player p) {
    return !p.isOver() && (!p.waiting || p.sawOldNews(versions) || newsFor(p) != null);
  }

  /// Whose buffer holds something that would wake this one.
  private @Nullable Player newsFor(Player p) {
    for (Player other : players) {
      if (other != p && !other.buffer.isEmpty() && p.newsIn(other) != null) {
        return other;
      }
    }
    return null;
  }

  /// If only a buffered write would wake it, that write is drained.
  private void wake(Player p) {
    while (p.waiting && !p.sawOldNews(versions)) {
      Player writer = newsFor(p);
      if (writer == null) {
        return;
      }
      Buffered news = p.newsIn(writer);
      while (news != null && writer.buffer.contains(news)) {
        commit(writer);
      }
    }
  }

  /// Nobody runs: who is next? Null at the end.
  private @Nullable Player turn() {
    while (ending == null) {
      int n = enabled(null);
      if (n > 0) {
        Player p = pick(n);
        if (ending != null) {
          return null;
        }
        observer.turn(p);
        wake(p);
        return p;
      }
      if (!drainOne()) {
        return standstill();
      }
    }
    return null;
  }

  /// One of the others; or the same again, if it need not wait any more. Anybody can begin.
  private Player pick(int n) {
    boolean begins = !running.waiting && !running.isOver();
    if (n == 1 || begins) {
      return candidates[n == 1 ? 0 : choose(Choice.WAKE, n)];
    }
    int others = candidates[n - 1] == running ? n - 1 : n;
    if (others < n && choose(Choice.WAKE, 2) == 1) {
      return running;
    }
    return candidates[others == 1 || ending != null ? 0 : choose(Choice.TURN, others)];
  }

  private boolean drainOne() {
    int n = 0;
    for (Player p : players) {
      if (!p.buffer.isEmpty()) {
        candidates[n++] = p;
      }
    }
    if (n == 0) {
      return false;
    }
    int option = n == 1 ? 0 : choose(Choice.WAKE, n);
    if (ending == null) {
      commit(candidates[option]);
    }
    return true;
  }

  /// Nothing is left to happen.
  private @Nullable Player standstill() {
    for (Player p : players) {
      if (!p.isOver()) {
        if (judged++ > players.size()) {
          ending = Ending.DEADLOCK;
          return null;
        }
        aside(() -> observer.standstill(players));
        judging = p;
        return p;
      }
    }
    return null;
  }

  /// The observer may ask the machine: what it reads is no step of the story.
  private void aside(Runnable question) {
    Points.leave();
    question.run();
    Points.enter(this);
  }

  /// The running vCPU has spun once.
  void spin() {
    Player p = running;
    if (judging == p) {
      if (++judgeTurns > JUDGE_TURNS) {
        end(Ending.DEADLOCK);
      }
      return;
    }
    boolean interruptComesCloser = p.late > 0 && p.late != p.lateWhenSpun;
    p.lateWhenSpun = p.late;
    if (interruptComesCloser || p.sawOldNews(versions)) {
      p.forgetReads();
      return;
    }
    p.waiting = true;
    observer.waits(p);
    next = null;
    if (!p.coroutine.pause()) {
      p.waiting = false;
    }
  }

  private int choose(Choice choice, int options) {
    int option = strategy.choose(choice, options, this);
    if (option == Strategy.ENOUGH) {
      end(Ending.CUT);
      return 0;
    }
    if (option < 0 || option >= options) {
      throw new IllegalArgumentException(
          "no such option: choice=" + choice + " options=" + options + " option=" + option);
    }
    if (option > 0) {
      deviations.add(new Deviation(running.id, running.points, running.nth, choice, option));
    }
    if (choice != Choice.PREEMPT && choice != Choice.FILL) {
      running.nth++; // the other two come up at some points only, and first
    }
    return option;
  }

  private void end(Ending how) {
    ending = how;
    if (overlaid != null) {
      overlaid.coroutine.pause();
    }
  }

  // --- accesses ---

  /// Before an access; the access itself happens right after it returns.
  void before(Site site, @Nullable VarHandle handle, @Nullable Object where, int at) {
    Player p = running;
    Field variable = fields.of(site, handle);
    int place = locations.of(variable, births.of(where), at);
    boolean isPoint = locations.touch(place, p.id, !site.isLoad());
    p.points++;
    p.nth = 0;
    if (isPoint || drainsAfterLoads(p, site)) {
      reach(p, site, place);
    }
    if (isPoint && site.reads() && !p.buffer.isEmpty()) {
      p.loadedAhead = true;
    }
    loc = place;
    field = variable;
    holder = where;
    index = at;
    if (model == MemoryModel.TSO) {
      settle(p, site, variable);
    }
    if (site.reads()) {
      long event = p.seen(place, versions);
      p.read(place, event);
      p.history = Hash.mix(p.history ^ event, place);
    } else {
      p.history = Hash.mix(p.history, ~place);
    }
  }

  /// A locked operation on a place of one's own shows the others what was buffered before. Once
  /// something was loaded ahead of that, it makes a difference whether the others come before.
  private boolean drainsAfterLoads(Player p, Site site) {
    return p.loadedAhead && !site.isLoad() && !site.isBuffered();
  }

  /// What the model demands of the store buffers before this access.
  private void settle(Player p, Site site, Field variable) {
    if (site.isBuffered()) {
      if (p.buffer.size() == BUFFER) {
        commit(p);
      }
      below = variable.get(holder, index);
    } else if (site.isLoad()) {
      if (p.newest(loc) == null || !forwards(p)) {
        resolve(loc, p, NEVER);
      }
    } else {
      drain(p);
      resolve(loc, p, NEVER);
    }
  }

  /// Its own write lies in its buffer: it reads that, unless it is drained first, and another's
  /// after it.
  private boolean forwards(Player p) {
    Buffered own = p.newest(loc);
    Buffered others = null;
    for (Player other : players) {
      Buffered newest = other == p ? null : other.newest(loc);
      if (newest != null && (others == null || newest.number > others.number)) {
        others = newest;
      }
    }
    if (own == null || others == null) {
      return true;
    }
    boolean ownIsLast = own.number > others.number;
    boolean straight = choose(Choice.DRAIN, 2) == 0;
    if (straight == ownIsLast || ending != null) {
      return true;
    }
    while (p.buffer.contains(own)) {
      commit(p);
    }
    return false;
  }

  /// After it.
  ///
  /// @param wrote false for a compare-and-set that failed
  void after(Site site, boolean wrote) {
    Field variable = field;
    if (variable == null) {
      return; // it began before the execution did
    }
    if (races != null) {
      races.access(running.id, births.of(holder), races.name(variable, index), site, wrote);
    }
    if (site.isLoad() || !wrote) {
      return;
    }
    Player p = running;
    judging = null;
    long event = Hash.mix(p.history, loc);
    if (model == MemoryModel.TSO && site.isBuffered()) {
      p.buffer.add(new Buffered(loc, ++issued, event, variable, holder, index, below));
    } else {
      versions.set(loc, event);
    }
  }

  void fullFence() {
    Player p = running;
    Site last = p.at;
    if (p.loadedAhead && last != null) {
      p.points++;
      p.nth = 0;
      reach(p, last, p.atLoc);
    }
    if (model == MemoryModel.TSO) {
      drain(running);
    }
    weakFence(true, true);
  }

  void weakFence(boolean acquires, boolean releases) {
    Races r = races;
    if (r != null) {
      r.fence(running.id, acquires, releases);
    }
  }

  /// A plain access, where races are looked for.
  void plain(Object where, String field, boolean writes, String place) {
    Races r = races;
    if (r != null) {
      r.plain(running.id, births.of(where), field, writes, place);
    }
  }

  /// A pending interrupt could be taken now: does it arrive?
  boolean arrives() {
    Player p = running;
    if (p.late > 0) {
      p.late--;
      return p.late == 0;
    }
    if (judging == p) {
      return true;
    }
    int option = choose(Choice.INTERRUPT, 4);
    p.late = (1 << option) - 1;
    p.history = Hash.mix(p.history, option);
    if (option > 0) {
      observer.late(p, p.late);
    }
    return option == 0;
  }

  /// Whatever let it wait: nothing is late now.
  void taken() {
    running.late = 0;
    running.lateWhenSpun = 0;
  }

  void traced() {
    observer.traced();
  }

  void wrongStep() {
    mistaken = true;
  }

  /// Whether the step that a fault of the museum overrides was taken.
  boolean isMistaken() {
    return mistaken;
  }

  // --- store buffers ---

  private void drain(Player p) {
    while (!p.buffer.isEmpty()) {
      commit(p);
    }
  }

  /// The oldest write of `p` reaches memory.
  private void commit(Player p) {
    Buffered write = p.buffer.getFirst();
    draining |= 1 << p.id;
    resolve(write.loc, p, write.number);
    draining &= ~(1 << p.id);
    p.buffer.removeFirst();
    p.loadedAhead &= !p.buffer.isEmpty();
    Player on = overlaid;
    if (on != p) {
      Buffered over = on == null ? null : on.oldest(write.loc);
      if (over == null) {
        write.drain();
      } else {
        over.liesOver(write);
      }
    }
    versions.set(write.loc, write.event);
    p.drained++;
    observer.drained(p, write.loc);
  }

  /// Others may have writes to the same place under way: which of them come first? On the straight
  /// course those that were issued before this access was.
  ///
  /// @param number of the write that is about to reach memory, or [#NEVER]
  private void resolve(int place, Player p, int number) {
    while (ending == null) {
      int n = rivals(place, p);
      if (n == 0) {
        return;
      }
      boolean waits = oldest(place, candidates[0]).number > number;
      int option = choose(Choice.DRAIN, n + 1);
      int leave = waits ? 0 : n;
      if (option == leave || ending != null) {
        return;
      }
      Player writer = candidates[waits ? option - 1 : option];
      Buffered write = oldest(place, writer);
      while (writer.buffer.contains(write)) {
        commit(writer);
      }
    }
  }

  /// The others with writes to the same place, the one that wrote first before the others.
  private int rivals(int place, Player p) {
    int n = 0;
    for (Player other : players) {
      if (other != p && (draining & (1 << other.id)) == 0 && other.oldest(place) != null) {
        candidates[n++] = other;
        if (oldest(place, other).number < oldest(place, candidates[0]).number) {
          candidates[n - 1] = candidates[0];
          candidates[0] = other;
        }
      }
    }
    return n;
  }

  private static Buffered oldest(int place, Player p) {
    Buffered write = p.oldest(place);
    if (write == null) {
      throw new IllegalStateException("nothing buffered: place=" + place + " " + p);
    }
    return write;
  }

  // --- for the strategy ---

  @Override
  public int player() {
    return running.id;
  }

  @Override
  public int point() {
    return running.points;
  }

  @Override
  public int nth() {
    return running.nth;
  }

  @Override
  public long state() {
    long state = versions.sum();
    for (int i = 0; i < players.size(); i++) {
      Player p = players.get(i);
      state += Hash.mix(p.history, i) + Hash.mix(p.drained, -1 - i);
    }
    return state;
  }

  @Override
  public int candidate(int option) {
    return candidates[option].id;
  }

  /// For objects made while it runs.
  int birth() {
    return running.nextBirth();
  }

  /// Where it left the straight course, in order.
  List<Deviation> deviations() {
    return List.copyOf(deviations);
  }

  int points() {
    return points;
  }
}
