package vn.emr.api.demo;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What people do and see where things are signed, with the keys of the sample hospital. */
record SigningDesk(DemoPeople people, String patient) {
    static final String PIN = "123456";

    /** The drawer of signing: the key that is there, its PIN, and what became of them. */
    static void signed(Page page, int many) {
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
    Page told(Visit visit, String code, int many, String picture) {
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
        return page;
    }

    List<String> verified(String code) {
        return given().get(people.address("/api/v1/signed-documents/" + code))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("signatures.state");
    }

    JsonPath signatures(String username, String sheet) {
        return JsonPath.from(
                people.asked(people.signedIn(username), "patients/" + patient + "/sheets/" + sheet + "/signatures"));
    }

    /** What a signed sheet is looked up by. */
    String code(String username, String sheet) {
        return signatures(username, sheet).getString("documentId");
    }

    /** Minutes of the doctor, complete and not signed, as a program writes them; their id. */
    String minutes(int number) {
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

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }
}
