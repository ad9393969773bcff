package shootdown.results.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import shootdown.results.Fixtures;

/// Files that nobody should have to fear: good ones damaged by a seeded hand, and some made with
/// malice.
final class HostileInputs {
  static final String SCRIPT = "<script>alert(1)</script>";
  private static final String NASTY =
      SCRIPT + "\u001b[2J\u0007\u202e' onload=x \" ]]> --> &amp; `rm` $(rm) ${7*7} | @all";

  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "1e999",
          "-0.0",
          "99999999999999999999",
          "9223372036854775807",
          "null",
          "true",
          "\"7\"",
          "[]",
          "{}",
          "NaN",
          "1e-400",
          "0x10",
          "1" + "0".repeat(2000));

  private final String what;

  /// Of the file; its end says what it claims to be.
  private final String name;

  private final byte[] content;

  /// Whether it is refused for certain; others may be fine, and are shown.
  private final boolean mustRefuse;

  private HostileInputs(String what, String name, byte[] content, boolean mustRefuse) {
    this.what = what;
    this.name = name;
    this.content = content;
    this.mustRefuse = mustRefuse;
  }

  String name() {
    return name;
  }

  byte[] content() {
    return content.clone();
  }

  boolean mustRefuse() {
    return mustRefuse;
  }

  static Stream<HostileInputs> all() {
    return Stream.of(runs(), blobs(), jmh(), schedules(), scenarios()).flatMap(List::stream);
  }

  private static List<HostileInputs> runs() {
    String good = Fixtures.text("run/golden.jsonl");
    List<HostileInputs> all = new ArrayList<>(damaged("results.jsonl", bytes(good), 40));
    Random random = new Random(1);
    List<String> lines = good.lines().toList();
    for (int n = 0; n < 30; n++) {
      List<String> other = new ArrayList<>(lines);
      int at = random.nextInt(lines.size());
      switch (n % 3) {
        case 0 -> other.remove(at);
        case 1 -> other.add(at, lines.get(random.nextInt(lines.size())));
        default -> Collections.swap(other, at, random.nextInt(lines.size()));
      }
      all.add(maybe("lines out of order " + n, "results.jsonl", String.join("\n", other) + "\n"));
    }
    for (String number : NUMBERS) {
      String key = List.of("forks", "seconds", "count", "executions").get(random.nextInt(4));
      all.add(
          maybe(
              key + " is " + shortened(number),
              "results.jsonl",
              good.replaceFirst("(\"" + key + "\": ?)[\\d.]+", "$1" + number)));
    }
    all.add(
        sure("a sum that overflows", good.replaceAll("(apart\": ?)\\d+", "$19223372036854775807")));
    all.add(maybe("nasty names", "results.jsonl", nasty(good)));
    all.add(sure("another version", good.replaceFirst("\"schema\": ?1", "\"schema\": 2")));
    all.add(sure("a huge version", good.replaceFirst("\"schema\": ?1", "\"schema\": 1e99")));
    all.add(sure("deep nesting", first(good) + "[".repeat(100_000) + "\n"));
    all.add(
        sure(
            "slices in slices",
            first(good)
                + "{\"type\":\"slice\",\"name\":\"a\",\"seconds\":1,\"trouble\":\"\",\"output\":[],\"records\":["
                    .repeat(2_000)
                + "\n"));
    all.add(sure("a type of another world", first(good) + "{\"type\":\"java.lang.Runtime\"}\n"));
    all.add(sure("a type that is no name", first(good) + "{\"type\":{\"a\":1}}\n"));
    all.add(sure("the first line twice as a nest", "[" + first(good).strip() + "]\n"));
    all.add(sure("a year beyond all", good.replaceFirst("\"20\\d\\d-", "\"+999999999-")));
    all.add(sure("no object at all", "null\n"));
    all.add(sure("NULs", "\0\0\0\0\n"));
    all.add(sure("a mark of the byte order", "\ufeff" + good));
    all.add(maybe("lone surrogates", "results.jsonl", good.replace("a.", "\\ud800")));
    all.add(maybe("windows ends", "results.jsonl", good.replace("\n", "\r\n")));
    all.add(
        new HostileInputs(
            "sixteen bits a letter",
            "results.jsonl",
            good.getBytes(StandardCharsets.UTF_16LE),
            true));
    return all;
  }

  private static List<HostileInputs> blobs() {
    byte[] good = read("hunt/sample-seed.bin.gz");
    List<HostileInputs> all = new ArrayList<>(damaged("r.bin.gz", good, 50));
    byte[] inside = unzipped(good);
    Random random = new Random(2);
    for (int n = 0; n < 40; n++) {
      byte[] other = inside.clone();
      for (int i = 0; i <= n % 4; i++) {
        other[random.nextInt(other.length)] = (byte) random.nextInt(256);
      }
      all.add(new HostileInputs("inside " + n, "r.bin.gz", zipped(other), false));
    }
    all.add(blob("a class of the JDK", URI.create("http://example.org")));
    all.add(blob("a string", "hello"));
    all.add(blob("a set of sets", nestedSets()));
    all.add(blob("a map of maps", nestedMaps()));
    all.add(blob("a deep list", nestedList()));
    all.add(blob("a large array", new long[200_000]));
    all.add(blob("a lambda", (Runnable & java.io.Serializable) () -> {}));
    all.add(new HostileInputs("a bomb", "r.bin.gz", bomb(), true));
    all.add(new HostileInputs("zip in zip", "r.bin.gz", zipped(good), true));
    all.add(new HostileInputs("nothing in it", "r.bin.gz", zipped(new byte[0]), true));
    return all;
  }

  private static List<HostileInputs> jmh() {
    String good = Fixtures.text("bench/sample-jmh.json");
    List<HostileInputs> all = new ArrayList<>(damaged("r.json", bytes(good), 40));
    for (String number : NUMBERS) {
      all.add(
          maybe(
              "a value is " + shortened(number),
              "r.json",
              good.replaceFirst("(\"rawData\" : \\[\\s*\\[\\s*)[\\d.]+", "$1" + number)));
    }
    all.add(maybe("nasty names", "r.json", nasty(good.replace("SampleBench", "@"))));
    all.add(json("deep nesting", "[".repeat(100_000)));
    all.add(json("a wide object", "[{" + "\"a\":1,".repeat(100_000)));
    all.add(json("not results", "[{\"benchmark\":1}]"));
    all.add(json("of another tool", "{\"results\":[]}"));
    all.add(json("twice", good + good));
    return all;
  }

  /// Of a story that is not there, so that even a good one is refused.
  private static List<HostileInputs> schedules() {
    String good =
        """
        shootdown schedule 1
        story   no.such.Story
        kernel  seed
        memory  sc
        fills   0
        outcome S4 pinned bit cleared, overlapped
        vcpu1 at 14.0 preempt 1
        vcpu0 at 3.1 delay 2
        """;
    List<HostileInputs> all = new ArrayList<>();
    damaged("bad.schedule", bytes(good), 30)
        .forEach(i -> all.add(new HostileInputs(i.what, i.name, i.content, true)));
    all.add(schedule("a huge vcpu", good.replace("vcpu1", "vcpu99999999999")));
    all.add(schedule("a huge point", good.replace("14.0", "99999999999999.0")));
    all.add(schedule("a million lines", good + "vcpu1 at 1.0 preempt 1\n".repeat(200_000)));
    all.add(schedule("another version", good.replace("schedule 1", "schedule 2")));
    all.add(schedule("no story", good.replaceFirst("story .*\n", "")));
    all.add(schedule("a story of the JDK", good.replace("no.such.Story", "[Ljava.lang.Void;")));
    all.add(schedule("a story elsewhere", good.replace("no.such.Story", "../../etc/passwd")));
    all.add(schedule("nasty names", good.replace("no.such.Story", NASTY)));
    all.add(schedule("a nasty kernel", good.replace("seed", NASTY)));
    all.add(schedule("NULs", "\0".repeat(1000)));
    all.add(schedule("an empty one", ""));
    return all;
  }

  private static List<HostileInputs> scenarios() {
    String good = "scenario mine\npurpose it\nfork 8\nexit 8\nswitch 20\nlevels 3\nbatch 32\n";
    List<HostileInputs> all = new ArrayList<>(damaged("bad.scenario", bytes(good), 30));
    for (String number : NUMBERS) {
      all.add(
          maybe(
              "a weight of " + shortened(number),
              "bad.scenario",
              good.replace("fork 8", "fork " + number)));
    }
    all.add(maybe("nasty names", "bad.scenario", good.replace("mine", NASTY)));
    all.add(new HostileInputs("a large one", "bad.scenario", bytes(good.repeat(5_000)), true));
    all.add(new HostileInputs("NULs", "bad.scenario", new byte[100], true));
    all.add(new HostileInputs("an empty one", "bad.scenario", new byte[0], true));
    return all;
  }

  /// Bytes changed, cut off, put in: the same each time.
  private static List<HostileInputs> damaged(String name, byte[] good, int many) {
    Random random = new Random(name.hashCode());
    List<HostileInputs> all = new ArrayList<>();
    for (int n = 0; n < many; n++) {
      int at = random.nextInt(good.length);
      byte[] other =
          switch (n % 4) {
            case 0 -> Arrays.copyOf(good, at);
            case 1 -> Arrays.copyOfRange(good, at, good.length);
            default -> good.clone();
          };
      if (n % 4 == 2) {
        other[at] = (byte) random.nextInt(256);
      }
      if (n % 4 == 3) {
        Arrays.fill(other, at, Math.min(good.length, at + 50), (byte) random.nextInt(256));
      }
      all.add(new HostileInputs("damage " + n, name, other, false));
    }
    return all;
  }

  /// Each text that is no key becomes a nasty one, as JSON would write it.
  private static String nasty(String json) {
    String written =
        NASTY
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\u001b", "\\u001b")
            .replace("\u0007", "\\u0007");
    return json.replaceAll(
        "(\"(?:id|kernel|name|command|cpu|os|jdk|benchmark|scoreUnit|question|standsFor|message)\""
            + " ?: ?)\"[^\"]*\"",
        "$1\"" + java.util.regex.Matcher.quoteReplacement(written) + "\"");
  }

  private static HostileInputs sure(String what, String content) {
    return new HostileInputs(what, "results.jsonl", bytes(content), true);
  }

  private static HostileInputs maybe(String what, String name, String content) {
    return new HostileInputs(what, name, bytes(content), false);
  }

  private static HostileInputs json(String what, String content) {
    return new HostileInputs(what, "r.json", bytes(content), true);
  }

  private static HostileInputs schedule(String what, String content) {
    return new HostileInputs(what, "bad.schedule", bytes(content), true);
  }

  private static HostileInputs blob(String what, Object inside) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(new GZIPOutputStream(bytes))) {
      out.writeObject(inside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HostileInputs(what, "r.bin.gz", bytes.toByteArray(), true);
  }

  private static String first(String text) {
    return text.lines().findFirst().orElseThrow() + "\n";
  }

  /// What to hash takes for ever.
  private static Object nestedSets() {
    Set<Object> root = new HashSet<>();
    Set<Object> one = root;
    Set<Object> two = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      Set<Object> a = new HashSet<>(Set.of("x"));
      Set<Object> b = new HashSet<>();
      one.addAll(List.of(a, b));
      two.addAll(List.of(a, b));
      one = a;
      two = b;
    }
    return root;
  }

  private static Object nestedMaps() {
    Map<Object, Object> map = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      Map<Object, Object> outer = new HashMap<>();
      outer.put(map, "");
      map = outer;
    }
    return map;
  }

  private static Object nestedList() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      list = new ArrayList<>(List.of(list));
    }
    return list;
  }

  /// A quarter of a gigabyte of nothing, in a quarter of a megabyte.
  private static byte[] bomb() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] nothing = new byte[1 << 20];
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 256; i++) {
        out.write(nothing);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] zipped(byte[] inside) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(inside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] unzipped(byte[] zipped) {
    try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(zipped))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String fixture) {
    try {
      return Files.readAllBytes(Fixtures.path(fixture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String shortened(String number) {
    return number.length() > 25 ? number.substring(0, 25) + "…" : number;
  }

  @Override
  public String toString() {
    return name + ": " + what;
  }
}
