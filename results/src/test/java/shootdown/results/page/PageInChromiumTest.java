package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page as a person has it: opened from disk, without a network.
class PageInChromiumTest {
  /// What Jenkins serves reports with, by default.
  private static final String JENKINS =
      "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";

  private static final String ROWS = "#rows tbody tr:not([hidden])";
  private static final String Q = "#tests input[name=q]";

  @TempDir static Path folder;
  private static Chromium chromium;
  private static Path file;

  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  static void launch() throws IOException {
    chromium = Chromium.launch();
    file = Files.writeString(folder.resolve("index.html"), Pages.html(Pages.everything()));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void nobodyWasAskedAndNothingWentWrong() {
    contexts.forEach(BrowserContext::close);
    assertEquals(List.of(), complaints);
    assertEquals(List.of(), requests);
  }

  private BrowserContext context(Browser.NewContextOptions options) {
    BrowserContext context = chromium.browser.newContext(options);
    contexts.add(context);
    return context;
  }

  private Page open(String hash) {
    return open(new Browser.NewContextOptions(), file.toUri() + hash);
  }

  private Page open(Browser.NewContextOptions options, String address) {
    BrowserContext context = context(options.setOffline(true));
    context.onRequest(
        request -> {
          if (!request.isNavigationRequest()) {
            requests.add(request.url());
          }
        });
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.navigate(address);
    return page;
  }

  @Test
  void opensFromDiskWithoutNetworkOrComplaint() {
    Page page = open("");
    assertTrue(page.title().startsWith("shootdown: violated"), page.title());
    assertEquals("Clear", page.textContent("#tests button[type=reset]"));
  }

  @Test
  void nothingFromOutsideRuns() {
    Page page = open("");
    assertEquals(0, page.locator("img").count());
    assertEquals(
        List.of("", "application/json", "application/schema+json"),
        page.evaluate("[...document.scripts].map(s => s.type).sort()"));
    assertTrue(
        page.textContent("#failed").contains("Evil_05_<img src=x onerror=alert(1)>\"'&"),
        "shown as it is");
  }

  @Test
  void filtersByNameAndKeepsThatInTheAddress() {
    Page page = open("");
    int all = page.locator(ROWS).count();
    page.fill(Q, "exit_02");
    int some = page.locator(ROWS).count();
    assertTrue(some > 0 && some < all, some + " of " + all);
    assertEquals(some + " of " + all, page.textContent("#shown"));
    assertTrue(page.url().endsWith("#tests?q=exit_02"), page.url());
    page.click("#tests button[type=reset]");
    assertEquals(all, page.locator(ROWS).count());
    assertTrue(page.url().endsWith("#tests"), page.url());
  }

  @Test
  void filtersByVerdictKernelAndEngine() {
    Page page = open("");
    page.selectOption("#tests select[name=verdict]", "convicted");
    page.selectOption("#tests select[name=kernel]", "seed");
    page.selectOption("#tests select[name=engine]", "explore sc");
    List<String> rows = page.locator(ROWS).allTextContents();
    assertFalse(rows.isEmpty());
    rows.forEach(row -> assertTrue(row.matches("(?s).*seedexplore sc✓ convicted.*"), row));
  }

  @Test
  void sortsByNumberBothWays() {
    Page page = open("");
    page.click("#rows th[data-key=tries] button");
    List<Long> up = tries(page);
    assertEquals(up.stream().sorted().toList(), up);
    assertEquals("ascending", page.getAttribute("#rows th[data-key=tries]", "aria-sort"));
    page.click("#rows th[data-key=tries] button");
    assertEquals(up.reversed(), tries(page));
    assertTrue(page.url().endsWith("#tests?sort=-tries"), page.url());
    assertEquals("descending", page.getAttribute("#rows th[data-key=tries]", "aria-sort"));
  }

  private static List<Long> tries(Page page) {
    return page.locator(ROWS + " td:nth-child(5)").allTextContents().stream()
        .map(text -> Long.valueOf(text.strip().replace(",", "")))
        .toList();
  }

  @Test
  void aViewIsOpenedByItsAddress() {
    Page page = open("#tests?q=lazy&kernel=seed&sort=-tries");
    assertEquals("lazy", page.inputValue(Q));
    assertEquals("seed", page.inputValue("#tests select[name=kernel]"));
    List<String> rows = page.locator(ROWS).allTextContents();
    assertFalse(rows.isEmpty());
    rows.forEach(row -> assertTrue(row.startsWith("LazyTlb_01_FlushFindsNobodyHomeseed"), row));
    assertEquals("descending", page.getAttribute("#rows th[data-key=tries]", "aria-sort"));
  }

  @Test
  void aLinkOpensTheStoryItLeadsTo() {
    Page page = open("");
    assertFalse((Boolean) page.evaluate("document.getElementById('A02').open"));
    page.click("#museum table a:text-is('A02')");
    page.waitForFunction("document.getElementById('A02').open");
    page = open("#A02");
    assertTrue((Boolean) page.evaluate("document.getElementById('A02').open"));
    assertTrue(page.locator("#A02 pre").isVisible());
  }

  @Test
  void themeIsTheReadersChoice() {
    Page page = open("");
    String paper = "getComputedStyle(document.body).backgroundColor";
    Object light = page.evaluate(paper);
    page.click("#theme");
    assertEquals("Theme: light", page.textContent("#theme"));
    assertEquals(light, page.evaluate(paper));
    page.click("#theme");
    assertEquals("Theme: dark", page.textContent("#theme"));
    assertNotEquals(light, page.evaluate(paper));
    page.click("#theme");
    assertEquals("Theme: auto", page.textContent("#theme"));
  }

  @Test
  void worksByKeyboardAlone() {
    Page page = open("");
    page.keyboard().press("/");
    page.keyboard().type("pinned_nowhere");
    assertEquals(0, page.locator(ROWS).count());
    page.keyboard().press("Escape");
    assertTrue(page.locator(ROWS).count() > 0);
    page.focus("#rows th[data-key=test] button");
    page.keyboard().press("Enter");
    assertEquals("ascending", page.getAttribute("#rows th[data-key=test]", "aria-sort"));
    page.keyboard().press("Tab");
    assertEquals("Kernel", page.evaluate("document.activeElement.textContent"));
    page.focus("#A02 summary");
    page.keyboard().press("Enter");
    assertTrue(page.locator("#A02 pre").isVisible());
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void hasNoBarrier(ColorScheme scheme) {
    Page page = open(new Browser.NewContextOptions().setColorScheme(scheme), file.toUri() + "#A02");
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertEquals(
        List.of(),
        violations.stream()
            .map(r -> r.getId() + ": " + r.getNodes().getFirst().getHtml())
            .toList());
  }

  @Test
  void isReadableWithoutItsScript() {
    Page page =
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false), file.toUri().toString());
    assertFalse(page.locator("#tests form").isVisible());
    assertFalse(page.locator("#theme").isVisible());
    assertTrue(page.locator(ROWS).first().isVisible());
    assertTrue(page.locator("#failed pre").first().isVisible());
  }

  @Test
  void isReadableUnderJenkinsDefaultPolicy() {
    BrowserContext context = context(new Browser.NewContextOptions());
    context.route(
        "**/*",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setPath(file)
                    .setContentType("text/html")
                    .setHeaders(Map.of("Content-Security-Policy", JENKINS))));
    Page page = context.newPage();
    page.navigate("http://jenkins.local/report/");
    assertEquals(0, page.locator("[data-theme]").count(), "the script was not let run");
    assertEquals(
        "rgba(0, 0, 0, 0)",
        page.evaluate("getComputedStyle(document.body).backgroundColor"),
        "the style was not let in");
    assertTrue(page.locator("#failed pre").first().isVisible());
    assertTrue(page.locator(ROWS).first().isVisible());
    assertFalse(page.locator("#tests form").isVisible());
    double chart = page.locator("#benchmarks figure > svg").boundingBox().width;
    assertTrue(chart > 300 && chart <= 800, "a chart has a size of its own: " + chart);
  }

  @Test
  void fitsANarrowScreen() {
    Page page =
        open(new Browser.NewContextOptions().setViewportSize(400, 800), file.toUri().toString());
    assertEquals(400, page.evaluate("document.documentElement.scrollWidth"));
  }

  @Test
  void printsWithoutItsControls() {
    Page page = open("");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertFalse(page.locator("#tests form").isVisible());
    assertFalse(page.locator("nav").isVisible());
    assertTrue(page.locator(ROWS).first().isVisible());
  }

  @Test
  void handsOutItsData() throws IOException {
    Page page = open("");
    Download download = page.waitForDownload(() -> page.click("#save"));
    assertEquals("summary.json", download.suggestedFilename());
    assertEquals(
        page.evaluate("JSON.parse(document.getElementById('summary-data').textContent)"),
        page.evaluate("text => JSON.parse(text)", Files.readString(download.path())));
  }

  @Test
  void buildsRowsWhereOnlyTheDataIsInThePage() throws IOException {
    String html = Pages.writer().html(Pages.many(60, 20), Earlier.NONE, 1000);
    assertFalse(html.contains("<tr><th scope=row>Story_0000"), "no rows");
    buildsRows(html);
  }

  @Test
  void buildsRowsWhereThoseInThePageAreForReadersWithoutScript() throws IOException {
    String html = Pages.writer().html(Pages.many(60, 20), Earlier.NONE);
    assertTrue(html.contains("<tr><th scope=row>Story_0000"), "rows");
    Path many = buildsRows(html);
    Page page =
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false), many.toUri() + "#tests");
    page.click("#all summary");
    assertEquals(3_600, page.locator("#tests tbody tr").count());
    assertTrue(page.locator("#tests noscript tbody tr").first().isVisible());
    assertFalse(page.locator("#rows").isVisible());
  }

  @Test
  void aBrowserThatCannotUnpackReadsTheRowsThatStandAside() throws IOException {
    String html = Pages.writer().html(Pages.many(60, 20), Earlier.NONE);
    assertTrue(html.contains("application/gzip"), "packed");
    String blind = html.replace("<script>", "<script>delete window.DecompressionStream;");
    assertNotEquals(html, blind);
    Path _ = buildsRows(blind);
  }

  private Path buildsRows(String html) throws IOException {
    Path many = Files.writeString(folder.resolve("many.html"), html);
    Page page =
        open(new Browser.NewContextOptions(), many.toUri() + "#tests?engine=stress&sort=-tries");
    page.waitForCondition(() -> page.textContent("#shown").equals("1,200 of 3,600"));
    assertEquals(500, page.locator(ROWS).count());
    List<Long> down = tries(page);
    assertEquals(down.stream().sorted().toList().reversed(), down);
    page.click("#more");
    assertEquals(1000, page.locator(ROWS).count());
    page.selectOption("#tests select[name=verdict]", "violated");
    page.waitForCondition(() -> page.textContent("#shown").equals("1 of 3,600"));
    assertTrue(page.locator(ROWS).first().textContent().contains("✗ violated"));
    return many;
  }
}
