package vn.emr.api.demo;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import vn.emr.api.start.ServerProcess;

/** The demonstration as a newcomer meets it: the packaged server, the feed through its doors, and a real browser. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final String PASSWORD = "SongHong-2026";
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** The archive is asked every 5 s; starting Orthanc and storing 60 studies takes longer on a busy machine. */
    private static final long STUDIES_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(3);

    private static ServerProcess server;
    private static Thread archive;

    @BeforeAll
    static void feed() throws Exception {
        server = new ServerProcess().launch("-Demr.mode=demo").ready();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Feeds, then serves the studies until the server is gone, as in ./emr demo.
        archive = Thread.ofPlatform().daemon().start(() -> feeder(out));
        long limit = System.nanoTime() + STUDIES_LIMIT_NANOS;
        while (studies() < 60) {
            assertTrue(
                    System.nanoTime() < limit && archive.isAlive(),
                    out.toString(StandardCharsets.UTF_8) + server.said());
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        archive.join();
    }

    /** Runs the feeder as people run it, and returns its exit code. */
    private static int feeder(ByteArrayOutputStream out, String... more) {
        FeederOptions options = FeederOptions.read(
                Map.of(
                        "EMR_HTTP_PORT", server.setting("EMR_HTTP_PORT"),
                        "EMR_HIS_MLLP_PORT", server.setting("EMR_HIS_MLLP_PORT"),
                        "EMR_LIS_MLLP_PORT", server.setting("EMR_LIS_MLLP_PORT"),
                        "EMR_DATA_DIR", server.data().toString()),
                more);
        try {
            return Feeder.run(options, new PrintStream(out, true, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** How many studies the imaging door has brought in, as the health page tells the administrator. */
    private static int studies() throws Exception {
        return JsonPath.from(health()).getInt("doors.find { it.name.startsWith('pacs/') }.received");
    }

    private static String health() {
        return asked("quantri", "health");
    }

    private static List<String> list(String route, String what) {
        return JsonPath.from(asked("luutru", route)).getList(what);
    }

    /** What a route answers to this person. */
    private static String asked(String username, String route) {
        var session = given().contentType("application/json")
                .body(Map.of("username", username, "password", PASSWORD))
                .post(address("/api/v1/session"));
        return given().cookies(session.cookies())
                .get(address("/api/v1/" + route))
                .asString();
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + server.setting("EMR_HTTP_PORT") + path;
    }

    @Test
    @Order(1)
    void a_second_start_of_the_feeder_sends_nothing_again() {
        String before = String.valueOf(received());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, feeder(out, "--once", "--archive", "none"), out.toString(StandardCharsets.UTF_8));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("bs.noi"), out.toString(StandardCharsets.UTF_8));
        assertEquals(before, String.valueOf(received()));
    }

    private static List<Integer> received() {
        return JsonPath.from(health()).getList("doors.findAll { !it.name.startsWith('pacs/') }.received");
    }

    @Test
    @Order(2)
    void a_doctor_finds_somebody_without_accents_and_reads_everything_the_doors_brought() throws Exception {
        try (Visit visit = new Visit("bs.noi", 1440, 900)) {
            Page page = visit.page;
            page.keyboard().press("/");
            page.keyboard().type("nguyen van an");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions()
                                    .setName(Pattern.compile("Nguyễn Văn An", Pattern.CASE_INSENSITIVE)))
                    .first()
                    .click();
            Locator banner = page.locator(".banner-name");
            banner.waitFor();
            assertEquals("NGUYỄN VĂN AN", banner.textContent().strip());
            page.getByText("Lượt khám và điều trị").first().waitFor();
            visit.picture("overview");
            section(page, "Xét nghiệm");
            page.locator("table").first().waitFor();
            assertTrue(page.locator("svg").count() > 5, "sparklines");
            assertTrue(page.getByText("Glucose").count() > 0, "analytes");
            assertTrue(page.getByText(Pattern.compile("Sao Mai")).count() > 0, "says from which system");
            visit.picture("laboratory");
            section(page, "Dòng thời gian");
            visit.picture("timeline");
            section(page, "Hình ảnh");
            page.getByText(Pattern.compile("Ban Mai PACS ·")).first().waitFor();
            visit.picture("studies");
            assertFalse(
                    page.url().contains("Nguy") || page.title().contains("NGUY"), "a name in the address or the title");
        }
    }

    @Test
    @Order(2)
    void the_rooms_made_for_work_have_something_to_show() {
        List<String> names = list("matching/duplicates?limit=100", "items.one.person.name");
        assertTrue(names.contains("Vương Thị Sửu"), names::toString);
        assertTrue(list("matching/unmatched", "items.controlId").contains("BM000002"));
        assertEquals(8, list("codes/mappings?kind=LAB", "id").size());
        assertEquals(1, list("codes/mappings?kind=SERVICE", "id").size());
        assertTrue(list("codes/unmapped?kind=LAB", "localCode").contains("HGB"));
    }

    @Test
    @Order(3)
    void the_pages_fit_a_phone() throws Exception {
        try (Visit visit = new Visit("bs.noi", 390, 844)) {
            visit.page.locator("[data-row] a").first().click();
            visit.page.locator(".banner-name").waitFor();
            Object wide =
                    visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertEquals(0, ((Number) wide).intValue());
            visit.picture("phone");
        }
    }

    @Test
    @Order(4)
    void the_administrator_sees_parked_messages_and_doors_and_no_patient() throws Exception {
        try (Visit visit = new Visit("quantri", 1440, 900)) {
            visit.page.navigate(address("/parked"));
            visit.page.getByText(Pattern.compile("Áp dụng lại")).first().waitFor();
            visit.picture("parked");
            visit.page.navigate(address("/sources"));
            visit.page.getByText(Pattern.compile("Sao Mai")).first().waitFor();
            visit.picture("sources");
        }
    }

    private static void section(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
                .first()
                .click();
    }

    /** One person at a browser; fails on any request that leaves the server and on any script or policy error. */
    private static final class Visit implements AutoCloseable {
        final Playwright playwright;
        final Page page;
        final List<String> complaints = new ArrayList<>();

        Visit(String username, int width, int height) {
            assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium: apt install chromium, or name one in CHROMIUM");
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(CHROMIUM)
                            .setArgs(FLAGS));
            BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setLocale("vi-VN")
                    .setTimezoneId("Europe/Berlin"));
            page = context.newPage();
            page.setDefaultTimeout(TimeUnit.SECONDS.toMillis(30));
            page.onRequest(r -> {
                if (!r.url().startsWith(address("/"))
                        && !r.url().startsWith("data:")
                        && !r.url().startsWith("blob:")) {
                    complaints.add("a foreign request: " + r.url());
                }
            });
            page.onPageError(complaints::add);
            page.onConsoleMessage(m -> {
                if (m.type().equals("error") && !m.text().contains("401")) {
                    complaints.add(m.text());
                }
            });
            page.navigate(address("/"));
            page.getByText("mọi người bệnh đều là hư cấu").first().waitFor();
            page.locator("input[name=username]").fill(username);
            page.locator("input[name=password]").fill(PASSWORD);
            page.locator("input[name=password]").press("Enter");
            page.getByLabel("Đăng xuất")
                    .or(page.getByTitle("Đăng xuất"))
                    .first()
                    .waitFor();
        }

        void picture(String name) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }

        @Override
        public void close() {
            playwright.close();
            assertEquals(List.of(), complaints);
        }
    }
}
