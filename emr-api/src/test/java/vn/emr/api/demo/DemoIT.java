package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    static final String PASSWORD = "SongHong-2026";

    /** The archive is asked every 5 s; starting Orthanc and storing 60 studies takes longer on a busy machine. */
    private static final long STUDIES_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(3);

    /** The queue looks each second, the laboratory takes four. */
    private static final long ORDER_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static ServerProcess server;
    private static Thread archive;
    private static DemoPeople people;
    private static String patient;
    private static String order;

    @BeforeAll
    static void feed() throws Exception {
        server = new ServerProcess().launch("-Demr.mode=demo").ready();
        people = new DemoPeople(server);
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
        return asked(signedIn(username), route);
    }

    private static String asked(Response session, String route) {
        return people.asked(session, route);
    }

    private static Response signedIn(String username) {
        return people.signedIn(username);
    }

    private static JsonPath sent(Response session, String route, Map<String, String> body) {
        return people.json(session, body)
                .post(address("/api/v1/" + route))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until the chart says this of the order. */
    private static void chartSays(String what, Object wanted) throws Exception {
        Response session = signedIn("bs.noi");
        long limit = System.nanoTime() + ORDER_LIMIT_NANOS;
        Object said = null;
        while (!wanted.equals(said)) {
            assertTrue(System.nanoTime() < limit, what + " stayed " + said);
            TimeUnit.MILLISECONDS.sleep(200);
            said = JsonPath.from(asked(session, "patients/" + patient))
                    .get("orders.find { it.id == '" + order + "' }." + what);
        }
    }

    private static String address(String path) {
        return people.address(path);
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
        try (Visit visit = new Visit(address("/"), "bs.noi", 1440, 900)) {
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
            section(page, "Điều trị");
            page.getByText("Kali clorid mẫu 10%").first().waitFor();
            assertTrue(page.getByText("Metformin mẫu 850mg").count() > 0, "medicines of the claim");
            visit.picture("treatment");
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
    void an_order_of_a_doctor_is_taken_by_the_laboratory() throws Exception {
        Response session = signedIn("bs.noi");
        JsonPath orderable = JsonPath.from(asked(session, "services?text=dgd"));
        assertEquals(List.of("Sao Mai LIS"), orderable.getList("destinations.name"));
        patient = sent(session, "patients/search", Map.of("text", "BN000101")).getString("patients[0].id");
        Map<String, String> electrolytes = Map.of(
                "departmentId", session.jsonPath().getString("me.departments[0].id"),
                "code", orderable.getString("services[0].code"),
                "codeSystem", orderable.getString("services[0].codeSystem"),
                "text", orderable.getString("services[0].text"),
                "clinicalInfo", "Chuột rút | mệt");
        order = sent(session, "patients/" + patient + "/orders", electrolytes).getString("id");
        chartSays("status", "ACCEPTED");
        chartSays("sending", "SENT");
        assertEquals(
                5, list("patients/" + patient + "/consents", "offered.purpose").size(), "forms of consent");
    }

    @Test
    @Order(5)
    void the_result_of_the_order_has_come() throws Exception {
        chartSays("results.status", List.of("FINAL"));
        assertEquals(
                0,
                JsonPath.from(health()).getInt("destinations.find { it.name == 'Sao Mai LIS' }.waiting"),
                "nothing waits for the laboratory");
    }

    @Test
    @Order(2)
    void the_rooms_made_for_work_have_something_to_show() {
        List<String> names = list("matching/duplicates?limit=100", "items.one.person.name");
        assertTrue(names.contains("Vương Thị Sửu"), names::toString);
        assertTrue(list("matching/unmatched", "items.controlId").contains("BM000002"));
        assertEquals(8, list("codes/mappings?kind=LAB", "id").size());
        assertEquals(1, list("codes/mappings?kind=SERVICE", "id").size());
        List<String> states = sent(signedIn("giamdoc"), "disclosures/search", Map.of("which", "ALL"))
                .getList("requests.state");
        assertEquals(
                List.of("APPROVED", "DELIVERED", "PAPERS_ASKED", "RECEIVED", "RECEIVED", "REFUSED"),
                states.stream().sorted().toList());
        assertTrue(list("codes/unmapped?kind=LAB", "localCode").contains("HGB"));
    }

    @Test
    @Order(3)
    void the_director_approves_a_request_that_waits_and_is_told_which_visits_cannot_be_given_out_yet() {
        WaitingRequests waiting = new WaitingRequests(people, signedIn("giamdoc"));
        assertEquals("NOT_YET [/visits/0, /visits/1]", waiting.approve("COURT", true));
        assertEquals("APPROVED", waiting.approve("PATIENT", false));
    }

    @Test
    @Order(2)
    void something_waits_for_the_signature_of_doctor_head_and_director_and_what_is_signed_is_valid_for_everybody() {
        SignedSample signed = new SignedSample(people);
        assertEquals(List.of("36/BV2 ENTRY"), signed.ready("bs.noi"));
        assertEquals(List.of("01/BV1 HEAD", "27/BV2 CHAIR"), signed.ready("tk.noi"));
        assertEquals(List.of("GRV DIRECTOR"), signed.ready("giamdoc"));
        assertEquals(List.of("VALID LT", "VALID LT"), signed.verified("giamdoc", "BN000178", "GRV"));
        assertEquals(List.of("VALID LT"), signed.verified("tk.noi", "BN000177", "27/BV2"));
        assertEquals("LT null", signed.signs("tk.noi", "27/BV2"));
        assertEquals(List.of("VALID LT", "VALID LT"), signed.verified("tk.noi", "BN000177", "27/BV2"));
        assertEquals(List.of("01/BV1 HEAD"), signed.ready("tk.noi"));
    }

    @Test
    @Order(3)
    void a_complete_folder_is_closed_and_one_without_its_discharge_paper_is_refused_by_name() {
        ClosedFolders folders = new ClosedFolders(people, signedIn("luutru"));
        assertEquals("200 CLOSED", folders.close("BN000178"));
        assertEquals("422 [/findings/NO_PAPER, /findings/SHEET_UNSIGNED]", folders.close("BN000185"));
    }

    @Test
    @Order(3)
    void the_pages_fit_a_phone() throws Exception {
        try (Visit visit = new Visit(address("/"), "bs.noi", 390, 844)) {
            visit.page.locator("[data-row] a").first().click();
            visit.page.locator(".banner-name").waitFor();
            Object wide =
                    visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertEquals(0, ((Number) wide).intValue());
            visit.picture("phone");
        }
    }

    @Test
    @Order(3)
    void the_images_of_a_study_are_drawn_in_the_chart_and_nothing_is_asked_elsewhere() throws Exception {
        assumeTrue(
                OrthancArchive.installed(),
                "Skipped: no Orthanc. Install it: apt-get install orthanc orthanc-dicomweb");
        String somebody = DrawnImages.somebody(people, signedIn("bs.noi"));
        try (Visit visit = new Visit(address("/"), "bs.noi", 1440, 900)) {
            visit.page.navigate(address("/patients/" + somebody + "/studies"));
            DrawnImages images = new DrawnImages(visit.page);
            images.open();
            assertTrue(images.greys() > 3, "an image is drawn");
            visit.picture("images");
        }
    }

    @Test
    @Order(4)
    void the_administrator_sees_parked_messages_and_doors_and_no_patient() throws Exception {
        try (Visit visit = new Visit(address("/"), "quantri", 1440, 900)) {
            visit.picture("code");
            visit.give(people.recoveryCode("quantri"));
            visit.page.navigate(address("/parked"));
            visit.page.getByText(Pattern.compile("Áp dụng lại")).first().waitFor();
            visit.picture("parked");
            visit.page.navigate(address("/sources"));
            visit.page.getByText(Pattern.compile("Sao Mai")).first().waitFor();
            visit.picture("sources");
        }
    }

    @Test
    @Order(4)
    void a_doctor_adds_a_security_key_and_signs_in_with_it() throws Exception {
        String here = "http://localhost:" + server.setting("EMR_HTTP_PORT") + "/";
        try (Visit visit = new Visit(here, "bs.nhi", 1440, 900)) {
            Page page = visit.page;
            visit.plugSecurityKey();
            page.getByTitle("Tài khoản của tôi").click();
            button(page, "Thêm khóa truy cập").click();
            page.getByLabel(Pattern.compile("^Tên khóa")).fill("Khóa thử");
            page.getByLabel("Mật khẩu hiện tại").fill(PASSWORD);
            button(page, "Tiếp tục").click();
            button(page, "Tôi đã cất các mã").click();
            page.getByText("Khóa thử").waitFor();
            visit.picture("account");
            page.getByTitle("Đăng xuất").click();
            visit.signIn("bs.nhi");
            button(page, "Dùng khóa truy cập").click();
            page.getByRole(AriaRole.NAVIGATION).first().waitFor();
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void section(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
                .first()
                .click();
    }
}
