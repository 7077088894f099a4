package vn.emr.api.demo;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.api.start.ServerProcess;

/**
 * Doctor and head sign at their screens, on the packaged server in a real browser, and whoever has the code of a signed document is
 * told in Vietnamese that it is valid.
 */
class SigningStoryIT {
    private static final String PIN = "123456";
    private static final int BATCH = 20;

    private static ServerProcess server;
    private static DemoPeople people;
    private static String patient;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerProcess().launch("-Demr.mode=demo").ready();
        people = new DemoPeople(server);
        try (WardMessages ward = new WardMessages(port("EMR_HIS_MLLP_PORT"), port("EMR_LIS_MLLP_PORT"))) {
            ward.admission();
        }
        patient = people.json(people.signedIn("luutru"), Map.of("text", WardMessages.NUMBER))
                .post(people.address("/api/v1/patients/search"))
                .jsonPath()
                .getString("patients[0].id");
        registered();
        new KeyPoster(URI.create(people.address("/")), server.data()).post(SampleHospital.organization());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** The doctor brings the own key on the page of keys. */
    private static void registered() {
        try (Visit visit = visit("bs.noi")) {
            Page page = visit.page;
            page.navigate(people.address("/signing/keys"));
            button(page, "Đăng ký chứng thư số").first().click();
            page.locator("dialog input[type=file]").setInputFiles(SampleAuthority.keyOf(server.data(), "bs.noi"));
            page.locator("dialog input[type=password]").fill(PIN);
            page.locator("dialog button[type=submit]").click();
            page.locator("table[aria-label='Chứng thư số của tôi']").waitFor();
            visit.picture("signing-keys");
        }
    }

    @Test
    void a_doctor_signs_three_entries_with_one_press() {
        try (Visit visit = folder("bs.noi")) {
            Page page = visit.page;
            TypedSheet typed = new TypedSheet(page, "36/BV2").code("chan-doan", "K35.8", "Viêm ruột thừa cấp");
            for (int i = 0; i < 3; i++) {
                typed.type("dien-bien-" + i + "-s", "Lần khám thứ " + (i + 1) + ".")
                        .write();
                page.locator(".entries .entry").nth(i).waitFor();
            }
            String sheet = typed.id();
            button(page, "Thôi sửa").click();
            button(page, "Ký các diễn biến của tôi \\(3\\)").click();
            signed(page, 3);
            assertEquals(3, page.locator(".entry .entry-signed").count());
            visit.picture("signing-entries");
            List<String> codes = signatures("bs.noi", sheet).getList("entries.signature.documentId");
            assertEquals(3, codes.size());
            for (String code : codes) {
                told(visit, code, 1, "signing-entry-verified");
            }
        }
    }

    @Test
    void a_doctor_signs_a_batch_of_twenty_from_what_waits() {
        List<String> sheets = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            sheets.add(minutes(i));
        }
        try (Visit visit = visit("bs.noi")) {
            Page page = visit.page;
            page.navigate(people.address("/signing"));
            page.getByLabel("Tìm người bệnh, tờ phiếu").fill("27/BV2");
            button(page, "Chọn tất cả").click();
            visit.picture("signing-waiting");
            button(page, "Ký \\(" + BATCH + "\\)").click();
            signed(page, BATCH);
            page.getByText("Không có gì chờ bạn ký.")
                    .or(page.locator(".signing-rows"))
                    .first()
                    .waitFor();
            visit.picture("signing-batch");
            told(visit, code("bs.noi", sheets.getFirst()), 1, "signing-batch-verified");
        }
        for (String sheet : sheets) {
            assertEquals(List.of("VALID"), verified(code("bs.noi", sheet)));
        }
    }

    @Test
    void the_head_signs_the_minutes_after_their_secretary() {
        String sheet;
        try (Visit visit = folder("bs.noi")) {
            sheet = new TypedSheet(visit.page, "27/BV2")
                    .code("chan-doan", "K35.8", "Viêm ruột thừa cấp")
                    .code("hc-chu-toa", "", "BS. Đinh Thị Trưởng Khoa")
                    .code("hc-thu-ky", "", "BS. Vũ Thị Mai Hương")
                    .type("hc-tom-tat", "Đau hố chậu phải một ngày, sốt nhẹ.")
                    .type("hc-ket-luan", "Viêm ruột thừa cấp.")
                    .type("hc-huong", "Phẫu thuật trong ngày.")
                    .completed();
            button(visit.page, "Ký: Thư ký").first().click();
            signed(visit.page, 1);
        }
        try (Visit visit = visit("tk.noi")) {
            Page page = visit.page;
            page.navigate(people.address("/patients/" + patient + "/sheets/" + sheet));
            button(page, "Ký: Chủ tọa").first().click();
            signed(page, 1);
            page.getByText("Đã ký đủ 2 chữ ký.").waitFor();
            visit.picture("signing-minutes");
            told(visit, code("tk.noi", sheet), 2, "signing-minutes-verified");
        }
    }

    /** The drawer of signing: the key that is there, its PIN, and what became of them. */
    private static void signed(Page page, int many) {
        Locator drawer = page.locator("dialog");
        drawer.getByText("Chứng thư còn hiệu lực và chưa bị thu hồi").waitFor();
        drawer.locator("input[type=password]").fill(PIN);
        drawer.locator("button[type=submit]").click();
        drawer.getByText("Đã ký " + many + " mục.").waitFor(new Locator.WaitForOptions().setTimeout(120_000));
        assertEquals(
                many,
                drawer.getByText("Có dấu thời gian và bằng chứng hiệu lực (LT)").count());
        drawer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Đóng"))
                .last()
                .click();
    }

    /** What a stranger's phone shows who scanned the code of a document: each signature, and that it is valid. */
    private static void told(Visit visit, String code, int many, String picture) {
        Page page = visit.stranger();
        page.navigate(people.address("/signed-documents/" + code));
        page.locator(".verdict").first().waitFor();
        List<String> verdicts = page.locator(".verdict > .note strong").allTextContents();
        assertEquals(many, verdicts.size());
        assertTrue(verdicts.stream().allMatch(one -> one.endsWith(": Hợp lệ.")), verdicts::toString);
        assertEquals(many, page.getByText("Nội dung không bị sửa từ khi ký").count());
        page.getByText("Còn giá trị hiện hành.").waitFor();
        assertEquals(
                0,
                page.getByText(Pattern.compile("Lý Minh Anh", Pattern.CASE_INSENSITIVE))
                        .count());
        Visit.picture(page, picture);
    }

    private static List<String> verified(String code) {
        return given().get(people.address("/api/v1/signed-documents/" + code))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("signatures.state");
    }

    private static JsonPath signatures(String username, String sheet) {
        return JsonPath.from(
                people.asked(people.signedIn(username), "patients/" + patient + "/sheets/" + sheet + "/signatures"));
    }

    /** What a signed sheet is looked up by. */
    private static String code(String username, String sheet) {
        return signatures(username, sheet).getString("documentId");
    }

    /** Minutes of the doctor, complete and not signed, as a program writes them; their id. */
    private static String minutes(int number) {
        Response session = people.signedIn("bs.noi");
        String ofPatient = "/api/v1/patients/" + patient;
        String folder = people.as(session)
                .get(people.address(ofPatient + "/record-folders"))
                .jsonPath()
                .getString("folders[0].id");
        String sheets = people.address(ofPatient + "/record-folders/" + folder + "/sheets");
        Map<String, Object> answers = new HashMap<>(people.as(session)
                .queryParam("form", "27/BV2")
                .get(sheets + "/new")
                .jsonPath()
                .getMap("answers"));
        answers.put("chan-doan", List.of(Map.of("code", "K35.8", "system", "icd10", "display", "Viêm ruột thừa cấp")));
        answers.put("hc-chu-toa", List.of(Map.of("text", "BS. Đinh Thị Trưởng Khoa")));
        answers.put("hc-thu-ky", List.of(Map.of("text", "BS. Vũ Thị Mai Hương")));
        answers.put("hc-tom-tat", List.of(Map.of("text", "Hội chẩn lần " + (number + 1) + ".")));
        answers.put("hc-ket-luan", List.of(Map.of("text", "Viêm ruột thừa cấp.")));
        answers.put("hc-huong", List.of(Map.of("text", "Phẫu thuật.")));
        String happened = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        JsonPath sheet = people.json(
                        session,
                        Map.of(
                                "form",
                                "27/BV2",
                                "happened",
                                happened,
                                "answers",
                                answers,
                                "requestId",
                                UUID.randomUUID()))
                .post(sheets)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String id = sheet.getString("sheet.id");
        people.json(
                        session,
                        Map.of(
                                "version",
                                sheet.getInt("sheet.version"),
                                "answers",
                                sheet.getMap("sheet.answers"),
                                "complete",
                                true))
                .put(people.address(ofPatient + "/sheets/" + id))
                .then()
                .statusCode(200);
        return id;
    }

    private static Visit folder(String username) {
        Visit visit = visit(username);
        visit.page.navigate(people.address("/patients/" + patient + "/folder"));
        visit.page.locator(".folder-head").waitFor();
        return visit;
    }

    private static Visit visit(String username) {
        return new Visit(people.address("/"), username, 1440, 900);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static int port(String setting) {
        return Integer.parseInt(server.setting(setting));
    }
}
